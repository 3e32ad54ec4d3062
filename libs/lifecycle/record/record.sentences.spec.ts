import { ERASED, type Instant, type LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { sentenceFor } from '../journey/journey.sentences.js';
import { journeyRules } from '../journey/journey.decider.js';
import {
  approvalSought,
  approved,
  assigned,
  contactRecorded,
  context,
  planRecorded,
  registered,
} from '../journey/testing/record.examples.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
type Fact = GivenEvent<JourneyEvent>;

const said = (fact: Fact, ...before: readonly Fact[]): string => {
  const event = journey.given(...before, fact).history.at(-1);
  if (event === undefined) throw new Error('Nothing was given.');
  return sentenceFor(event, journey.given(...before).state);
};

const contact = contactRecorded.data;
const held: Fact = { type: 'LegalHoldPlaced', data: { holdId: 'hold-1', reasonCode: 'tribunal' } };
const status: Fact = {
  type: 'LearnerStatusRecorded',
  data: { statusId: 'status-1', kind: 'lookedAfter', to: day('2026-01-31') },
};

describe('the timeline says', () => {
  it.each<[string, Fact, readonly Fact[]]>([
    [
      'Robin Example was registered. Needs: autism, then speech, language and communication.',
      registered,
      [],
    ],
    [
      '[erased] was registered. Needs: not known.',
      {
        ...registered,
        data: { ...registered.data, name: ERASED, primaryNeed: undefined, furtherNeeds: [] },
      },
      [],
    ],
    [
      'Details of the learner changed: date of birth, upn.',
      { type: 'LearnerDetailsAmended', data: { changed: ['dateOfBirth', 'upn'] } },
      [],
    ],
    [
      'The needs are now: a hearing impairment.',
      { type: 'NeedsAmended', data: { primaryNeed: 'HI', furtherNeeds: [] } },
      [],
    ],
    [
      'The learner is known to case-system as C-1.',
      { type: 'IdentifierLinked', data: { system: 'case-system', value: 'C-1' } },
      [],
    ],
    [
      'New address (home) from 1 December 2025: 2 Sample Road, CT9 4HA. Withheld from: other parent.',
      {
        type: 'AddressChanged',
        data: {
          ...{ kind: 'home', withholdFrom: ['otherParent'], effectiveFrom: day('2025-12-01') },
          address: { lines: ['2 Sample Road'], postcode: 'CT9 4HA' },
        },
      },
      [],
    ],
    [
      'New address (foster): [erased].',
      { type: 'AddressChanged', data: { kind: 'foster', withholdFrom: [], address: ERASED } },
      [],
    ],
    ['Alex Example (mother, with parental responsibility) is a contact.', contactRecorded, []],
    [
      'What is known of Alex Example (mother) changed.',
      {
        type: 'ContactAmended',
        data: { ...contact, parentalResponsibility: false, current: true },
      },
      [],
    ],
    [
      'Alex Example (mother) is no longer a contact.',
      { type: 'ContactAmended', data: { ...contact, current: false } },
      [],
    ],
    [
      'The young person decides about the plan from 1 July 2031 (over school age).',
      {
        type: 'DecisionHolderChanged',
        data: { holder: 'youngPerson', basis: 'overSchoolAge', effectiveFrom: day('2031-07-01') },
      },
      [],
    ],
    ['Status of the learner: looked after until 31 January 2026.', status, []],
    [
      'Status of the learner ended: looked after.',
      { type: 'LearnerStatusEnded', data: { statusId: 'status-1' } },
      [status],
    ],
    [
      'The case was brought forward from line 12 of a file, as it stood on 31 August 2025; its deadlines count from 1 September 2025.',
      {
        type: 'BroughtForward',
        data: {
          ...{ asOf: day('2025-08-31'), fileDigest: 'a'.repeat(64), row: 12 },
          clocksFrom: day('2025-09-01'),
        },
      },
      [],
    ],
    [
      'The plan was recorded: plan made on 12 November 2024; last reviewed on 12 November 2024.',
      planRecorded,
      [],
    ],
    [
      'More is known of the plan: draft served on 1 October 2024; exception: school closure.',
      {
        type: 'PlanDatesAmended',
        data: { planId: 'plan-1', draftServedOn: day('2024-10-01'), exceptions: ['schoolClosure'] },
      },
      [planRecorded],
    ],
    ['The case was assigned to staff-1 of team-1 (new).', assigned, []],
    [
      'The case was assigned to team-2, from 5 January 2026, until 31 January 2026 (cover).',
      {
        type: 'CaseAssigned',
        data: {
          ...{ team: 'team-2', effectiveFrom: day('2026-01-05'), until: day('2026-01-31') },
          reasonCode: 'cover',
        },
      },
      [],
    ],
    [
      'Note of an email about parent: “Asks for a call.”',
      {
        type: 'NoteRecorded',
        data: { noteId: 'note-1', kind: 'email', about: ['parent'], text: 'Asks for a call.' },
      },
      [],
    ],
    [
      'Note about learner: “Likes music.”',
      {
        type: 'NoteRecorded',
        data: { noteId: 'note-1', kind: 'note', about: ['learner'], text: 'Likes music.' },
      },
      [],
    ],
    [
      'Note of a call about parent, third party: “No answer.”',
      {
        type: 'NoteRecorded',
        data: {
          noteId: 'note-1',
          kind: 'call',
          about: ['parent', 'thirdParty'],
          text: 'No answer.',
        },
      },
      [],
    ],
    [
      'Delay against C16 explained: advice late; expected on 1 May 2026.',
      {
        type: 'DelayExplained',
        data: {
          ...{ clock: 'C16', startedBy: 'entry-3', reasonCode: 'adviceLate' },
          expectedOn: day('2026-05-01'),
        },
      },
      [],
    ],
    [
      'Delay against C16 explained: staffing. “Two posts vacant”',
      {
        type: 'DelayExplained',
        data: { clock: 'C16', startedBy: 'e', reasonCode: 'staffing', note: 'Two posts vacant' },
      },
      [],
    ],
    ['Approval was sought for a placement at up to £64,000 a year.', approvalSought, []],
    [
      'Approval was given for a placement at up to £64,000 a year, from 1 October 2025, until 31 August 2026.',
      approved,
      [approvalSought],
    ],
    [
      'Approval was declined for a placement at up to £64,000 a year: price.',
      { type: 'ApprovalDeclined', data: { approvalId: 'approval-1', reasonCode: 'price' } },
      [approvalSought],
    ],
    [
      'Approval was withdrawn for a settlement at up to £900 in all: no longer needed.',
      {
        type: 'ApprovalWithdrawn',
        data: { approvalId: 'approval-1', reasonCode: 'noLongerNeeded' },
      },
      [
        {
          ...approvalSought,
          data: { ...approvalSought.data, for: { kind: 'settlement' }, pencePerYear: 900_00 },
        },
      ],
    ],
    [
      'An entry was annulled: wrong date. “Read the letter wrongly”',
      {
        type: 'EntryAnnulled',
        data: { entry: 'e', reasonCode: 'wrongDate', note: 'Read the letter wrongly' },
      },
      [],
    ],
    [
      'An annulled entry was replaced by another.',
      { type: 'EntryReplaced', data: { entry: 'e', by: 'f' } },
      [],
    ],
    [
      'An entry was carried to the record to which it belongs.',
      { type: 'EntryCarriedAway', data: { entry: 'e', toJourney: 'j', toEntry: 'f' } },
      [],
    ],
    [
      'This entry was carried here from another record, where it was first recorded on 3 September 2025 by staff-1 (caseworker).',
      {
        type: 'EntryCarriedHere',
        data: {
          firstRecordedAt: '2025-09-03T09:00:00.000000Z' as Instant,
          firstActor: { id: 'staff-1', role: 'caseworker' },
          ...{ originalEntry: 'e', fromJourney: 'j' },
        },
      },
      [],
    ],
    [
      'Personal data was sealed anew under another key.',
      { type: 'PersonalDataRestated', data: { values: {} } },
      [],
    ],
    [
      'Personal data was sealed anew, and that of one entry made unreadable.',
      { type: 'PersonalDataRestated', data: { without: 'e', values: {} } },
      [],
    ],
    [
      'This record was a duplicate: it was merged into another and closed.',
      { type: 'JourneyMergedInto', data: { target: 'journey-2' } },
      [],
    ],
    [
      'The record was restricted (sealed) to 2 people: adopted. To be reviewed on 1 September 2026.',
      {
        type: 'RecordRestricted',
        data: {
          ...{ level: 'sealed', reasonCode: 'adopted', people: ['a', 'b'] },
          reviewOn: day('2026-09-01'),
        },
      },
      [],
    ],
    [
      'The restriction of the record ended: reviewed.',
      { type: 'RecordUnrestricted', data: { reasonCode: 'reviewed' } },
      [],
    ],
    ['A legal hold was placed: tribunal.', held, []],
    [
      'A legal hold was lifted (tribunal). [erased]',
      { type: 'LegalHoldLifted', data: { holdId: 'hold-1', explanation: ERASED } },
      [held],
    ],
    [
      'Erasure of personal data was requested (parent).',
      { type: 'ErasureRequested', data: { erasureId: 'e', by: 'parent' } },
      [],
    ],
    [
      'The request for erasure was decided: partly granted (statutory task).',
      {
        type: 'ErasureDecided',
        data: { erasureId: 'e', outcome: 'partlyGranted', ground: 'statutoryTask' },
      },
      [],
    ],
    [
      'Disposal of the record was proposed under rule birth-35.',
      { type: 'DisposalProposed', data: { proposalId: 'p', rule: 'birth-35' } },
      [],
    ],
    [
      'The record was disposed of under rule birth-35, approved by staff-2 and staff-3.',
      {
        type: 'RecordDisposed',
        data: { proposalId: 'p', rule: 'birth-35', approvers: ['staff-2', 'staff-3'] },
      },
      [],
    ],
  ])('%s', (sentence, fact, before) => {
    expect(said(fact, registered, ...before)).toBe(sentence);
  });

  it('something even where what it speaks of cannot be found', () => {
    const unknown = { approvalId: 'approval-9', reasonCode: 'price' as const };
    expect(said({ type: 'ApprovalDeclined', data: unknown })).toBe(
      'Approval was declined for what was asked: price.',
    );
    expect(said({ type: 'LearnerStatusEnded', data: { statusId: 'status-9' } })).toBe(
      'Status of the learner ended: unknown.',
    );
    expect(said({ type: 'LegalHoldLifted', data: { holdId: 'hold-9' } })).toBe(
      'A legal hold was lifted (unknown).',
    );
  });
});
