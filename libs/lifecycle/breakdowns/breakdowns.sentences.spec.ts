import { ERASED } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import {
  breakdownReviewed,
  ended,
  endedAwaitingReason,
  interimEnded,
  interimId,
  interimStarted,
  noticeDisputed,
  noticeGiven,
  noticeSettled,
  noticeWithdrawn,
  reasonSettled,
  restored,
  safetyChecked,
  suspended,
  withheld,
} from '../journey/testing/breakdowns.examples.js';
import { registered } from '../journey/testing/record.examples.js';
import { meadow } from '../journey/testing/requests.examples.js';
import { agreedAtOakfield, started } from '../journey/testing/starts.examples.js';
import { breakdownsSentences } from './breakdowns.sentences.js';

const journey = scenario(journeyRules);

/** The sentence for an event, told by the journey before it. */
const told = (event: GivenEvent<JourneyEvent>, ...before: readonly GivenEvent<JourneyEvent>[]) => {
  const { state } = journey.given(registered, agreedAtOakfield, started, ...before);
  const sentences = breakdownsSentences as Readonly<
    Record<string, (event: unknown, journey: unknown) => string>
  >;
  return sentences[event.type]?.(event, state);
};

const withText = <E extends GivenEvent<JourneyEvent>>(event: E, more: object): E => ({
  ...event,
  data: { ...event.data, ...more },
});

describe('a timeline tells', () => {
  it('a suspension, with its days and reasons', () => {
    expect(told(withText(suspended, { explanation: 'A fight.' }))).toBe(
      'Oakfield School suspended the learner for 5 sessions, until 4 March 2026 (physical assault against a pupil, persistent disruptive behaviour). “A fight.”',
    );
    expect(told(withText(suspended, { to: undefined, sessions: 1, reasons: [] }))).toBe(
      'Oakfield School suspended the learner for 1 session.',
    );
  });

  it('a place that was withheld and given back', () => {
    expect(told(withheld)).toBe(
      'The place at Oakfield School was informally withheld from the learner.',
    );
    expect(told(withText(withheld, { formal: true, explanation: ERASED }))).toBe(
      'The place at Oakfield School was formally withheld from the learner. [erased]',
    );
    expect(told(restored, withheld)).toBe(
      'The place at Oakfield School was open to the learner again.',
    );
  });

  it('a notice, by whoever gave it', () => {
    expect(told(noticeGiven)).toBe(
      'Oakfield School gave notice of 4 school weeks to end the placement; it expires on 24 April 2026 (behaviour).',
    );
    const bare = { period: { value: 1, unit: 'term' }, reasonCode: undefined };
    expect(told(withText(noticeGiven, { ...bare, by: 'authority' }))).toBe(
      'The authority gave notice of 1 term to end the placement at Oakfield School; it expires on 24 April 2026.',
    );
    expect(told(withText(noticeGiven, { ...bare, period: undefined, by: 'family' }))).toBe(
      'The family gave notice to end the placement at Oakfield School; it expires on 24 April 2026.',
    );
  });

  it('what became of a notice', () => {
    expect(told(withText(noticeDisputed, { grounds: 'Too late.' }), noticeGiven)).toBe(
      'The notice that Oakfield School gave was disputed. “Too late.”',
    );
    expect(told(noticeWithdrawn, withText(noticeGiven, { by: 'authority' }))).toBe(
      'The notice that the authority gave was withdrawn.',
    );
    expect(told(noticeSettled, noticeGiven)).toBe(
      'The notice that Oakfield School gave was settled: last day 27 March 2026, fees until 24 April 2026, £5,000 in all.',
    );
  });

  it('a safety check', () =>
    expect(told(safetyChecked)).toBe(
      'It was checked whether the learner can stay at Oakfield School (inspection): yes.',
    ));

  it('an ending, its reason, and its review', () => {
    expect(told(ended)).toBe(
      'The placement at Oakfield School ended: the school gave notice because of behaviour or risk. This was the last day attended; the place was held until 24 April 2026 and paid for until 24 April 2026.',
    );
    expect(told(withText(endedAwaitingReason, { fundedUntil: undefined }))).toBe(
      'The placement at Oakfield School ended: the reason is awaited. This was the last day attended; the place was held until 24 April 2026.',
    );
    expect(told(reasonSettled, ended)).toBe(
      'Why the placement at Oakfield School ended was settled: the school gave notice because it cannot meet need.',
    );
    expect(told(withText(breakdownReviewed, { findings: 'Seen too late.', lessons: ERASED }))).toBe(
      'The breakdown of the placement at Oakfield School was reviewed; preventable: partly (earlier review, staffing). “Seen too late.” [erased]',
    );
  });

  it('interim provision from its start to its end', () => {
    expect(told(interimStarted)).toBe(
      'Interim provision (tuition) by Sam Example, tutor started: 15 hours a week under section 19 at £28,500 a year.',
    );
    expect(told(withText(interimStarted, { provider: meadow, lines: [] }))).toBe(
      'Interim provision (tuition) by Meadow School started: 15 hours a week under section 19.',
    );
    expect(told(withText(interimStarted, { providerName: ERASED, lines: [] }))).toBe(
      'Interim provision (tuition) by [erased] started: 15 hours a week under section 19.',
    );
    const changed = {
      type: 'InterimProvisionChanged' as const,
      data: { interimId, hoursPerWeekTenths: 125, basis: 's61' as const, lines: [] },
    };
    expect(told(changed, interimStarted)).toBe(
      'Interim provision by Sam Example, tutor changed to 12.5 hours a week under section 61.',
    );
    expect(told(interimEnded, withText(interimStarted, { provider: meadow }))).toBe(
      'Interim provision by Meadow School ended: new placement.',
    );
  });

  it('what it can of something it does not know', () => {
    expect(told(withText(ended, { placementId: 'placement-9' }))).toContain(
      'The placement at the setting ended',
    );
    expect(told(withText(suspended, { placementId: 'placement-9' }))).toContain(
      'The setting suspended the learner',
    );
    expect(told(noticeWithdrawn)).toBe('The notice was withdrawn.');
    expect(told(restored)).toBe('The place at the setting was open to the learner again.');
    expect(told(interimEnded)).toBe(
      'Interim provision by a provider not named ended: new placement.',
    );
  });
});
