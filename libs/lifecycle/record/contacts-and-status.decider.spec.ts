import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  contactId,
  contactRecorded,
  context,
  registered,
} from '../journey/testing/record.examples.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;

describe('contacts', () => {
  const told = {
    name: { given: 'Alex', family: 'Example' },
    relation: 'mother' as const,
    parentalResponsibility: true,
  };
  const amended = { ...contactRecorded.data, phone: '01622 000000', current: true };

  it('are recorded with an id of their own', () => {
    journey
      .given(registered)
      .when({ type: 'RecordContact', data: told })
      .thenRecorded({ type: 'ContactRecorded', data: contactRecorded.data });
  });

  it('are amended in full', () => {
    journey
      .given(registered, contactRecorded)
      .when({ type: 'AmendContact', data: { ...told, contactId, phone: '01622 000000' } })
      .thenRecorded({ type: 'ContactAmended', data: amended })
      .thenState(({ record }) => expect(record.contacts[contactId]).toEqual(amended));
  });

  it('stay as they are when nothing about them changed', () => {
    journey
      .given(registered, contactRecorded)
      .when({ type: 'AmendContact', data: { ...told, contactId } })
      .thenNothing();
  });

  it('can be contacts no longer', () => {
    journey
      .given(registered, contactRecorded)
      .when({ type: 'AmendContact', data: { ...told, contactId, current: false } })
      .thenState(({ record }) => expect(record.contacts[contactId]?.current).toBe(false));
  });

  it('cannot be amended before they are recorded', () => {
    journey
      .given(registered)
      .when({ type: 'AmendContact', data: { ...told, contactId } })
      .thenRefused({ because: 'unknown-contact', contactId });
  });
});

describe('who decides for the learner', () => {
  const change = (
    holder: 'parent' | 'youngPerson',
    on: string | OccurredOn,
    effectiveFrom?: string,
  ) => ({
    type: 'ChangeDecisionHolder' as const,
    data: {
      ...{ holder, basis: 'overSchoolAge' as const },
      ...(effectiveFrom ? { effectiveFrom: day(effectiveFrom) } : {}),
    },
    details: { occurredOn: on },
  });
  const later = { today: day('2032-01-01') };

  it('may be the young person from the end of school age on', () => {
    journey
      .given(registered)
      .when(change('youngPerson', '2031-06-24'), later)
      .thenRecorded({
        type: 'DecisionHolderChanged',
        data: { holder: 'youngPerson', basis: 'overSchoolAge' },
      });
  });

  it('is irregularly the young person the day before', () => {
    const early = change('youngPerson', '2031-06-23');
    journey.given(registered).when(early, later).thenIrregular('still-of-school-age');
    journey
      .given(registered)
      .when(
        { ...early, details: { ...early.details, acknowledge: knowingly('still-of-school-age') } },
        later,
      )
      .thenRecorded({
        type: 'DecisionHolderChanged',
        data: early.data,
        irregularities: ['still-of-school-age'],
      });
  });

  it('goes by the day from which it holds', () => {
    journey
      .given(registered)
      .when(change('youngPerson', '2031-07-20', '2031-06-01'), later)
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'still-of-school-age', from: '2031-06-01' }],
      });
  });

  it('gives a vague date the benefit of the doubt', () => {
    journey
      .given(registered)
      .when(
        change('youngPerson', {
          from: day('2031-06-01'),
          to: day('2031-06-30'),
          precision: 'month',
        }),
        later,
      )
      .thenRecorded({
        type: 'DecisionHolderChanged',
        data: { holder: 'youngPerson', basis: 'overSchoolAge' },
      });
  });

  it('may be the parent at any age', () => {
    journey
      .given(registered)
      .when(change('parent', '2025-09-02'))
      .thenRecorded({
        type: 'DecisionHolderChanged',
        data: { holder: 'parent', basis: 'overSchoolAge' },
      });
  });

  it('names a contact that is known', () => {
    const wish = {
      type: 'ChangeDecisionHolder' as const,
      data: { holder: 'parent' as const, basis: 'courtOrder' as const, contactId },
    };
    journey.given(registered).when(wish).thenRefused({ because: 'unknown-contact', contactId });
    journey
      .given(registered, contactRecorded)
      .when(wish)
      .thenRecorded({ type: 'DecisionHolderChanged', data: wish.data })
      .thenState(({ record }) => expect(record.decisionHolders).toHaveLength(1));
  });

  it.each([
    { holder: 'youngPerson' as const },
    { basis: 'agreement' as const },
    { contactId: undefined },
  ])('is another matter with %o', (other) => {
    const data = { holder: 'parent' as const, basis: 'courtOrder' as const, contactId };
    const { contactId: id, ...rest } = { ...data, ...other };
    journey
      .given(registered, contactRecorded, { type: 'DecisionHolderChanged', data })
      .when({
        type: 'ChangeDecisionHolder',
        data: { ...rest, ...(id === undefined ? {} : { contactId: id }) },
        details: { acknowledge: knowingly('still-of-school-age') },
      })
      .thenState(({ record }) => expect(record.decisionHolders).toHaveLength(2));
  });

  it('changes nothing when the same decides already', () => {
    const data = { holder: 'parent' as const, basis: 'courtOrder' as const, contactId };
    journey
      .given(registered, contactRecorded, { type: 'DecisionHolderChanged', data })
      .when({ type: 'ChangeDecisionHolder', data })
      .thenNothing();
  });

  it('changes nothing when the same is to decide from that later day already', () => {
    const data = {
      ...{ holder: 'parent' as const, basis: 'courtOrder' as const, contactId },
      effectiveFrom: day('2025-12-01'),
    };
    journey
      .given(registered, contactRecorded, { type: 'DecisionHolderChanged', data })
      .when({ type: 'ChangeDecisionHolder', data })
      .thenNothing();
  });
});

describe('a status of the learner', () => {
  const statusId = 'status-1';
  const record = (to?: string) => ({
    type: 'RecordLearnerStatus' as const,
    data: {
      ...{ kind: 'lookedAfter' as const, authority: '886' },
      ...(to ? { to: day(to) } : {}),
    },
    details: { occurredOn: '2025-10-01' },
  });
  const recorded = {
    type: 'LearnerStatusRecorded' as const,
    occurredOn: '2025-10-01',
    data: { statusId, kind: 'lookedAfter' as const, authority: '886' },
  };
  const end = (on: string | OccurredOn) => ({
    type: 'EndLearnerStatus' as const,
    data: { statusId },
    details: { occurredOn: on },
  });

  it('begins', () => {
    journey.given(registered).when(record()).thenRecorded(recorded);
  });

  it('may end on the day it began, not before', () => {
    journey
      .given(registered)
      .when(record('2025-10-01'))
      .thenState((state) => expect(state.record.statuses[statusId]?.to).toBe('2025-10-01'));
    journey
      .given(registered)
      .when(record('2025-09-30'))
      .thenRefused({ because: 'ends-before-it-begins', to: '2025-09-30' });
  });

  it('is recorded once', () => {
    journey.given(registered, recorded).when(record()).thenNothing();
    journey
      .given(registered, recorded)
      .when({ ...record(), details: { occurredOn: '2025-10-02' } })
      .thenState((state) => expect(state.record.statuses[statusId]?.from.from).toBe('2025-10-02'));
  });

  it('is the same status when its end is not said again', () => {
    journey
      .given(registered, recorded, {
        type: 'LearnerStatusEnded',
        occurredOn: '2025-11-01',
        data: { statusId },
      })
      .when(record())
      .thenNothing();
  });

  it('is the same status when its end was said with its beginning', () => {
    const data = { ...recorded.data, to: day('2025-11-01') };
    const given = journey.given(registered, { ...recorded, data });
    given.when(record()).thenNothing();
    given.when(record('2025-11-01')).thenNothing();
    given
      .when(record('2025-11-02'))
      .thenRecorded({ ...recorded, data: { ...recorded.data, to: day('2025-11-02') } });
  });

  it('ends once', () => {
    const ended = {
      type: 'LearnerStatusEnded' as const,
      occurredOn: '2025-11-01',
      data: { statusId },
    };
    journey
      .given(registered, recorded)
      .when(end('2025-11-01'))
      .thenRecorded(ended)
      .thenState((state) => expect(state.record.statuses[statusId]?.to).toBe('2025-11-01'));
    journey.given(registered, recorded, ended).when(end('2025-11-01')).thenNothing();
    journey
      .given(registered, recorded, ended)
      .when(end('2025-11-02'))
      .thenRefused({ because: 'status-already-ended', statusId, to: '2025-11-01' });
  });

  it('may end on its first day, not before', () => {
    const given = journey.given(registered, recorded);
    given
      .when(end('2025-09-30'))
      .thenRefused({ because: 'ends-before-it-begins', to: '2025-09-30' });
    given
      .when(end('2025-10-01'))
      .thenState((state) => expect(state.record.statuses[statusId]?.to).toBe('2025-10-01'));
  });

  it('cannot end when it was not recorded', () => {
    journey
      .given(registered)
      .when(end('2025-11-01'))
      .thenRefused({ because: 'unknown-status', statusId });
  });
});

describe('an address', () => {
  const address = { lines: ['2 Sample Road'], postcode: 'CT9 4HA' };
  const move = { address, kind: 'home' as const, district: 'E07000114' };
  const moved = {
    type: 'AddressChanged' as const,
    occurredOn: '2025-10-01',
    data: { ...move, withholdFrom: [] },
  };

  it('is recorded with its district', () => {
    journey
      .given(registered)
      .when({ type: 'ChangeAddress', data: move, details: { occurredOn: '2025-10-01' } })
      .thenRecorded(moved);
  });

  it('is recorded once', () => {
    journey.given(registered, moved).when({ type: 'ChangeAddress', data: move }).thenNothing();
  });

  it('is that of the registration until another is told', () => {
    journey
      .given(registered)
      .when({
        type: 'ChangeAddress',
        data: {
          address: { lines: ['1 Sample Road', 'Maidstone'], postcode: 'ME14 1XQ' },
          ...{ kind: 'home', district: 'E07000110' },
        },
      })
      .thenNothing();
  });

  it.each([
    { kind: 'correspondence' as const },
    { district: 'E07000110' },
    { authority: '887' },
    { withholdFrom: ['otherParent' as const] },
    { address: { lines: ['3 Sample Road'] } },
  ])('is another one with %o', (other) => {
    journey
      .given(registered, moved)
      .when({ type: 'ChangeAddress', data: { ...move, ...other } })
      .thenRecorded({
        type: 'AddressChanged',
        data: { ...move, withholdFrom: [], ...other },
      });
  });

  it('from a later day on is told once', () => {
    const effectiveFrom = day('2025-12-01');
    journey
      .given(registered, { ...moved, data: { ...moved.data, effectiveFrom } })
      .when({
        type: 'ChangeAddress',
        data: { ...move, effectiveFrom },
        details: { occurredOn: '2025-10-02' },
      })
      .thenNothing();
  });

  it('goes by the day from which it holds', () => {
    journey
      .given(registered, {
        ...moved,
        data: { ...moved.data, effectiveFrom: day('2025-12-01') },
      })
      .when({
        type: 'ChangeAddress',
        data: { ...move, effectiveFrom: day('2025-11-30') },
        details: { occurredOn: '2025-10-02' },
      })
      .thenState(({ record }) => expect(record.addresses).toHaveLength(3));
  });
});
