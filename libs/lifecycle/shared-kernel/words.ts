import { isErased, type Erased } from '#libs/event-sourcing';

/** A code as words: `placeTaken` reads "place taken". */
export const inWords = (code: string): string =>
  code.replace(
    /([a-z])([A-Z0-9])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );

/** Free text in quotation marks, or nothing where none was given; an erased one says so. */
export const quoted = (said: string | Erased | undefined): string => {
  if (said === undefined) return '';
  return isErased(said) ? ' [erased]' : ` “${said}”`;
};

/** A personal value as it may be shown: itself, or that it is erased. */
export const shown = (value: string | Erased | undefined): string => {
  if (value === undefined) return 'not recorded';
  return isErased(value) ? '[erased]' : value;
};
