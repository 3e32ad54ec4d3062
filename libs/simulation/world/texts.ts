import type { Chance } from '../machinery/chance.js';

// What simulated people write. It is stored encrypted, like everything that is written.

const REASONS: Readonly<Record<string, string>> = {
  'short-notice': 'The school moved the meeting and the family agreed to the earlier day.',
  'start-without-signed-agreement':
    'The school signed later; the family could not wait for the paper.',
  'start-before-agreement': 'The learner was at the school already; the papers followed.',
  'offer-lapsed': 'The school confirmed by telephone that it still holds the place.',
  'second-main-placement': 'The two overlap for some weeks while the learner moves over.',
  'above-approved-ceiling': 'The price rose by a small sum after approval; the manager knows.',
  'named-without-an-offer': 'The tribunal has the school in view; its offer is promised.',
  'school-under-embargo': 'The family insists, and the safety check found no concern.',
  'approved-before-it-was-sought': 'Approved at the meeting; the form was filled in afterwards.',
  'signed-before-issued': 'The school signed its own copy first.',
  'meeting-not-recorded': 'The school held the meeting and sent no date.',
  'still-of-school-age': 'Agreed with the family some weeks early.',
};

/** Why a rule was broken, in the words of who broke it. */
export const reasonFor = (code: string): string =>
  REASONS[code] ?? 'Agreed with the team manager in the circumstances.';

const NOTES = [
  'Telephone call about transport; to be looked into with the school.',
  'The family asked when the next meeting will be.',
  'The school reports that mornings have become calmer.',
  'Visit with the educational psychologist; report to follow.',
  'Discussed therapy hours with the provider; a reply is promised within two weeks.',
  'The family is worried about the journey time.',
  'The school sent a timetable for the settling-in weeks.',
  'Spoke about options for the next phase.',
] as const;

/** A note, which names the learner as such notes do. */
export const aNote = (chance: Chance, given: string): string => `${given}: ${chance.pick(NOTES)}`;

export const PROVISION = [
  'Small classes, a communication-friendly setting, speech and language therapy weekly.',
  'A therapeutic setting with staff trained in trauma; a graded timetable at first.',
  'A sensory curriculum, hoists and nursing on site.',
  'Structured literacy teaching with assistive technology.',
  'A calm setting with predictable routines and occupational therapy.',
] as const;

export const ANSWERS = {
  canMeet: ['We can meet need and would like to meet the family.', 'A place is available.'],
  cannot: [
    'The cohort we have would not be compatible.',
    'We cannot deliver the therapy that section F asks for.',
  ],
  noPlace: ['We are full in this year group.'],
  waitingList: ['No place at present; we have put the learner on our list.'],
} as const;

export const CHILD_VIEWS = [
  'Likes art and the garden. Would like a quieter lunch.',
  'Wants to stay with friends and to start cookery.',
  'Says that the taxi is too long.',
  'Showed a picture board: happy about swimming.',
] as const;

export const PARENT_VIEWS = [
  'Pleased with progress, worried about what comes next.',
  'Would like more speech therapy.',
  'Finds that the school keeps in touch well.',
  'Does not feel heard about the bullying.',
] as const;
