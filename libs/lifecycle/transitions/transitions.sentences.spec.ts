import { ERASED, type Happened, type LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import { agreedAtOakfield, placementId } from '../journey/testing/starts.examples.js';
import * as example from '../journey/testing/transitions.examples.js';
import type { TransitionsEvent } from './transitions.events.js';
import { transitionsSentences } from './transitions.sentences.js';

type Told = Extract<GivenEvent<JourneyEvent>, { type: TransitionsEvent['type'] }>;

const journey = scenario(journeyRules, { context });
const { state } = journey.given(
  ...[registered, agreedAtOakfield, example.agreedAtMeadow],
  ...[example.phaseTransferIdentified, example.transferInReceived],
);
const { state: empty } = journey.given(registered);

const sentenceOf = (told: Told, before = state): string => {
  const event = journey.given(told).history[0] as Happened<TransitionsEvent>;
  return transitionsSentences[event.type](event as never, before);
};

describe('the timeline says', () => {
  it.each<[string, Told]>([
    [
      'The learner is due to move from primary to secondary in 2026; the plan must name the next setting before 15 February.',
      example.phaseTransferIdentified,
    ],
    [
      'The phase transfer of 2026 does not apply: all through. [erased]',
      {
        ...example.phaseTransferRuledOut,
        data: { ...example.phaseTransferRuledOut.data, explanation: ERASED },
      },
    ],
    [
      'It was decided that the learner moves on from Oakfield School to Meadow School on 3 September 2026 (phase transfer).',
      example.transitionPlanned,
    ],
    [
      'It was decided that the learner moves on from Oakfield School to a mainstream setting (a step down). “Ready”',
      {
        type: 'TransitionPlanned',
        data: {
          ...{ transitionId: 'transition-2', placementId, kind: 'stepDown', learner: {} },
          ...{ toType: 'mainstream', reasons: 'Ready' },
        },
      },
    ],
    [
      'It was decided that the learner moves on from Oakfield School (a better fit).',
      {
        type: 'TransitionPlanned',
        data: { transitionId: 'transition-2', placementId, kind: 'betterFit', learner: {} },
      },
    ],
    ['The learner moved from Oakfield School to Meadow School.', example.transitionMade],
    [
      'Authority 887 transferred the plan here; it was made on 1 March 2023 and last reviewed on 20 February 2025. The learner moved on 25 August 2025.',
      example.transferInReceived,
    ],
    [
      'Authority 887 transferred the plan here; it was made on 1 March 2023.',
      {
        type: 'TransferInReceived',
        data: {
          ...{ transferInId: 'transfer-in-2', fromAuthority: '887' },
          planMadeOn: '2023-03-01' as LocalDate,
        },
      },
    ],
    [
      'The family was told that the plan of authority 887 is here; the learner is not assessed again, and the plan is reviewed by 19 February 2026.',
      example.transferInNotified,
    ],
    [
      'The family was told that the plan of authority 887 is here; the learner is assessed again.',
      {
        type: 'TransferInNotified',
        data: { transferInId: example.transferInId, reassess: true },
      },
    ],
    [
      'The plan was transferred to authority 887, where the learner moved on 11 May 2026; that became known on 1 May 2026.',
      example.transferOutSent,
    ],
    ['The authority decided to cease the plan: needs met.', example.ceaseDecided],
    ['The plan ends on 31 July 2026: needs met.', example.planCeased],
  ])('%s', (sentence, told) => expect(sentenceOf(told)).toBe(sentence));

  it.each<[string, Told]>([
    ['The phase transfer does not apply: all through.', example.phaseTransferRuledOut],
    ['The learner moved from the setting to the setting.', example.transitionMade],
    [
      'The family was told that the plan is here; the learner is not assessed again, and the plan is reviewed by 19 February 2026.',
      example.transferInNotified,
    ],
  ])('%s where what it is about is not known', (sentence, told) =>
    expect(sentenceOf(told, empty)).toBe(sentence),
  );
});
