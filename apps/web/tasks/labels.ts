import { inWords, type FieldShape } from '#libs/lifecycle';

// Where the name of a field, put into words, would not do.
const labels: Readonly<Record<string, string>> = {
  occurredOn: 'When did it happen?',
  receivedOn: 'When were we told, if on another day?',
  startOn: 'First day',
  to: 'To',
  providerId: 'School',
  providerIds: 'Schools',
  toProviderId: 'School moved to',
  placementId: 'Placement',
  endedPlacementId: 'Placement that ended',
  startedPlacementId: 'Placement that started',
  requestId: 'Placement request',
  offerId: 'Offer',
  consultationIds: 'Schools consulted',
  consultationId: 'School consulted',
  papers: 'Papers sent',
  way: 'How',
  vat: 'VAT',
  stage: 'Is it the first price, or negotiated?',
  lines: 'Price',
  ratePence: 'Price in pounds',
  quantityThousandths: 'Quantity',
  pencePerYear: 'Pounds a year',
  pence: 'Pounds',
  ceilingPence: 'Up to, in pounds a year',
  placeFundingPence: 'Place funding in pounds',
  daysPerWeekTenths: 'Days a week',
  hoursPerWeekTenths: 'Hours a week',
  settingTypes: 'Which kinds of setting are looked for?',
  boarding: 'Day or boarding?',
  residential: 'Does the learner board?',
  reasonCode: 'Reason',
  by: 'Who?',
  sessions: 'Sessions missed (half days)',
  expiresOn: 'The notice expires on',
  placeEndedOn: 'The place was held until',
  fundedUntil: 'Paid until',
  fundedFrom: 'Paid from, if not from the first day',
  route: 'Contract route',
  basis: 'On what basis?',
  rank: 'Main or dual placement?',
  weeksPerYear: 'Weeks a year',
  text: 'What was said or seen',
  about: 'Who is it about?',
  upn: 'UPN',
  uln: 'ULN',
  upnUnknownReason: 'Reason the UPN is not known',
  otherIds: 'Numbers in other systems',
  officer: 'Officer',
  attested: 'How it was attested',
  statutory: 'Is it a review under section 44?',
  s38: 'Section 38',
};

export const labelOf = (name: string): string =>
  labels[name] ??
  capital(
    inWords(name)
      .replace(/ ids?$/, '')
      .replace(/ (tenths|thousandths|pence|code)$/, ''),
  );

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const codes: Readonly<Record<string, string>> = {
  s38: 'Request under section 38',
  s9: 'Representation under section 9',
  s19: 'Section 19',
  s42: 'Section 42',
  s61: 'Section 61 (EOTAS)',
  inmss: 'Independent or non-maintained special school',
  dps: 'Dynamic purchasing system',
  canMeet: 'Can meet need',
  cannot: 'Cannot meet need',
  noPlace: 'No place',
  AWAITED: 'Not known yet',
  phase: 'Phase transfer',
  eotas: 'Education otherwise than at school',
  lotA: 'Framework, lot A',
  lotB: 'Framework, lot B',
  spot: 'Spot purchase',
};

/** A code of a list as people read it. */
export const codeInWords = (code: string): string =>
  codes[code] ?? (/^[A-Z0-9]+$/.test(code) ? code : capital(inWords(code)));

/** A few words of help, unless the label says it all. */
export const hintOf = ({ kind, name, about }: FieldShape): string | undefined => {
  if (kind === 'when')
    return 'For example 7 May 2026, 7/5/26, yesterday, May 2026, autumn 2025, 2025/26, or unknown';
  if (kind === 'pence') return 'Net of VAT';
  if (/Tenths$|Thousandths$/.test(name)) return undefined;
  if (/^(to)?providerId$/i.test(name)) return 'By name, the beginning of it, or URN';
  if (name === 'providerIds') return 'One to a line, by name, the beginning of it, or URN';
  return about === undefined ? undefined : capital(about);
};
