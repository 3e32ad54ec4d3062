import { isComputed, measures, type Measure } from '#libs/insight';

/** docs/measures.md: every measure, with what it says and of whom. */
export const measuresPage = (generated: string): string =>
  [
    '# Measures',
    `What can be asked with \`GET /api/measures/{name}\` and \`placements measure NAME\`. ${generated}`,
    'Every answer carries its definition, its n, what was left out, what is not known, and the moment as known at. ' +
      'A date that is known in part counts in a period where it lies within it, and as unknown where it does not. ' +
      'Asked without `knownAt`, it is as known now, and `knownAt` names the last change to what it reads.',
    'How many children with a plan were waiting for a school place on 7 May? How many consultations did special schools turn down in 2024, by ground?',
    [
      '```sh',
      'measures=http://127.0.0.1:3000/api/measures',
      'commissioner="Authorization: Bearer demo-commissioner-token"',
      'curl -H "$commissioner" "$measures/waiting-for-school-place?on=2026-05-07"',
      'curl -H "$commissioner" "$measures/consultations-declined?from=2024-01-01&to=2024-12-31&by=ground&where=special:special&format=csv"',
      '```',
    ].join('\n'),
    'A value in `where` that no fact has is not refused: the answer is 0. Split the same question `by` the dimension to see its values. ' +
      'What has no value is `null`, in CSV `unknown`: a school that has no place gives no ground.',
    measures.map(({ name, title }) => `- [${title}](#${name})`).join('\n'),
    ...measures.map(section),
  ].join('\n\n') + '\n';

const section = (measure: Measure): string => {
  const { name, title, kind, unit, version, definition, population, formula, source } = measure;
  return [
    `## ${name}`,
    `**${title}** (${kind}, in ${unit}; version ${version})`,
    [
      `- definition: ${definition}`,
      `- population: ${population}`,
      `- left out, and counted: ${leftOut(measure)}`,
      `- formula: ${formula}`,
      `- source: ${source}`,
      `- asked of: ${time(measure)}`,
      `- can be split by and filtered on: ${dimensions(measure)}`,
    ].join('\n'),
  ].join('\n\n');
};

const leftOut = ({ exclusions }: Measure): string =>
  exclusions.map(({ says }) => says).join('; ') || 'nothing';

const time = (measure: Measure): string => {
  if (isComputed(measure))
    return measure.asked === 'held' ? 'days, or periods' : 'a span of time, or its periods';
  const { dating } = measure.facts;
  if ('held' in dating) return 'days, or the first or last day of each period';
  const roles = Object.keys(dating.happened);
  const usual = measure.dated ?? roles[0];
  const others = roles.filter((role) => role !== usual).map((role) => `\`${role}\``);
  const dated = others.length > 0 ? ` (or by \`dated\`: ${others.join(', ')})` : '';
  return `a span of time, or its periods, by the day \`${usual}\`${dated}`;
};

const dimensions = (measure: Measure): string => {
  const all = isComputed(measure)
    ? Object.entries(measure.dimensions)
    : Object.entries(measure.facts.dimensions).map(([name, { means }]) => [name, means] as const);
  return all.map(([name, means]) => `\`${name}\` (${means})`).join('; ') || 'nothing';
};
