/** A text file of the repository: path from the root, with forward slashes, and what it holds. */
export type TextFile = Readonly<{ path: string; text: string }>;

/** What is wrong, in words; nothing where all is well. */
export type TidyRule = (files: readonly TextFile[]) => readonly string[];

const sourceFile = /^(apps|libs|infra)\/.*\.(ts|mjs|cjs)$/;
const document = /^([A-Z]+\.md|docs\/.*\.md)$/;
// These two spell out what they look for.
const ownWords = /^infra\/quality\/(tidy|lint)(\.spec)?\.ts$/;

const sourcesAmong = (files: readonly TextFile[]): readonly TextFile[] =>
  files.filter(({ path }) => sourceFile.test(path) && !ownWords.test(path));

const linesWith =
  (pattern: RegExp, problem: string): TidyRule =>
  (files) =>
    files.flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${problem}`] : [])),
    );

const inSources =
  (rule: TidyRule): TidyRule =>
  (files) =>
    rule(sourcesAmong(files));

const librariesHaveAFrontDoor: TidyRule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  const libraries = new Set(
    [...paths].flatMap((path) => /^(libs\/[^/]+)\/.+\.ts$/.exec(path)?.[1] ?? []),
  );
  return [...libraries]
    .filter((library) => !paths.has(`${library}/index.ts`))
    .map((library) => `${library}: has no index.ts`);
};

const grabBag = /(^|[/.-])(utils?|helpers?|common|misc)([/.-]|$)/;

const nothingIsNamedAfterNothing: TidyRule = (files) =>
  files
    .filter(({ path }) => sourceFile.test(path) && grabBag.test(path))
    .map(({ path }) => `${path}: the name does not say what it is about`);

const adr = /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/;

const decisionsAreNumberedAndListed: TidyRule = (files) => {
  const index = files.find(({ path }) => path === 'docs/decisions/README.md')?.text ?? '';
  const decisions = files.map(({ path }) => path).filter((path) => adr.test(path));
  return decisions.toSorted().flatMap((path, position) => {
    const expected = String(position + 1).padStart(4, '0');
    const problems = [];
    if (adr.exec(path)?.[1] !== expected) problems.push(`${path}: the next number is ${expected}`);
    if (!index.includes(`(${path.replace('docs/decisions/', '')})`))
      problems.push(`${path}: is not listed in docs/decisions/README.md`);
    return problems;
  });
};

const decisionsAreNamedAlike: TidyRule = (files) =>
  files
    .filter(({ path }) => path.startsWith('docs/decisions/') && !path.endsWith('/README.md'))
    .filter(({ path }) => !adr.test(path))
    .map(({ path }) => `${path}: a decision is named NNNN-in-plain-words.md`);

const resolved = (from: string, link: string): string => {
  const parts = from.split('/').slice(0, -1);
  for (const part of link.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  return parts.join('/');
};

const linksLeadSomewhere: TidyRule = (files) => {
  const known = new Set(
    files.flatMap(({ path }) =>
      path.split('/').map((_, depth, parts) => parts.slice(0, depth + 1).join('/')),
    ),
  );
  return files
    .filter(({ path }) => document.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)]
        .filter(([, link]) => !known.has(resolved(path, link ?? '')))
        .map(([, link]) => `${path}: links to ${link}, which is not there`),
    );
};

const documentedCommandsExist: TidyRule = (files) => {
  const settings = files.find(({ path }) => path === 'package.json')?.text ?? '{}';
  const { scripts = {} } = JSON.parse(settings) as { scripts?: Record<string, string> };
  return files
    .filter(({ path }) => document.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\bnpm run ([a-z][a-z:-]*)/g)]
        .filter(([, script]) => !((script ?? '') in scripts))
        .map(([, script]) => `${path}: names npm run ${script}, which package.json lacks`),
    );
};

/** The house numbers that neither linter, compiler nor import rules can hold. */
export const tidyRules: Readonly<Record<string, TidyRule>> = {
  'every library has an index.ts': librariesHaveAFrontDoor,
  'no file is a grab-bag': nothingIsNamedAfterNothing,
  'nothing is put off in a comment': inSources(
    linesWith(/\b(TODO|FIXME|XXX|HACK)\b/, 'do it, or write it down where work is planned'),
  ),
  'no check is silenced': inSources(
    linesWith(/(eslint|oxlint)-disable|@ts-(ignore|nocheck)/, 'a check is silenced'),
  ),
  'no type is forced': inSources(
    linesWith(/\bas unknown as\b|\bas any\b/, 'a type is forced instead of proven'),
  ),
  'decisions are numbered without a gap and listed': decisionsAreNumberedAndListed,
  'decisions are named alike': decisionsAreNamedAlike,
  'links in documents lead somewhere': linksLeadSomewhere,
  'commands in documents exist': documentedCommandsExist,
};
