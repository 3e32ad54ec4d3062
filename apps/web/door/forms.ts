import type { FastifyInstance } from 'fastify';

/** What was typed into a form: every field may have several values. */
export type Form = Readonly<{
  /** Trimmed; `undefined` where it is not there or empty. */
  one: (name: string) => string | undefined;
  all: (name: string) => readonly string[];
  /** Names and values in the order in which they were sent. */
  entries: readonly (readonly [name: string, value: string])[];
}>;

export const formOf = (entries: Form['entries']): Form => {
  const all = (name: string): readonly string[] =>
    entries.flatMap(([one, value]) => (one === name && value.trim() !== '' ? [value.trim()] : []));
  return { one: (name) => all(name)[0], all, entries };
};

export const emptyForm = formOf([]);

/** The form that a request carries; an empty one where it carries none. */
export const formIn = ({ body }: Readonly<{ body: unknown }>): Form =>
  body instanceof URLSearchParams
    ? // Browsers send line breaks as CR LF; what is stored has one character for each.
      formOf([...body].map(([name, value]) => [name, value.replaceAll('\r\n', '\n')] as const))
    : emptyForm;

/** Lets pages take forms. The API next door goes on to take JSON alone. */
export const takesForms = (fastify: FastifyInstance, isPage: (url: string) => boolean): void => {
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (request, body, done) => {
      if (isPage(request.url)) done(null, new URLSearchParams(String(body)));
      else done(Object.assign(new Error('The API takes JSON.'), { statusCode: 415 }));
    },
  );
};
