import type { NeedCode } from './learner.events.js';

/** The types of need in words, as a sentence has them. */
export const needNames: Readonly<Record<NeedCode, string>> = {
  SPLD: 'a specific learning difficulty',
  MLD: 'a moderate learning difficulty',
  SLD: 'a severe learning difficulty',
  PMLD: 'profound and multiple learning difficulties',
  SEMH: 'social, emotional and mental health',
  SLCN: 'speech, language and communication',
  HI: 'a hearing impairment',
  VI: 'a vision impairment',
  MSI: 'a multi-sensory impairment',
  PD: 'a physical disability',
  ASD: 'autism',
  DS: 'Down syndrome',
  OTH: 'another need',
};

/** `autism, then speech, language and communication`; the further needs in order of weight. */
export const needsInWords = (
  primaryNeed: NeedCode | undefined,
  furtherNeeds: readonly NeedCode[],
): string => {
  const primary = primaryNeed === undefined ? 'not known' : needNames[primaryNeed];
  const further = furtherNeeds.map((need) => needNames[need]);
  return further.length === 0 ? primary : `${primary}, then ${further.join('; ')}`;
};
