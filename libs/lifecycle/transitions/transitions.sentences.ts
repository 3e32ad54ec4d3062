import type { JourneyState } from '../journey/journey-state.js';
import { placementOf } from '../offers/offers.state.js';
import { dayInWords, inWords, quoted, type Sentences } from '../shared-kernel/index.js';
import type { TransitionsEvent } from './transitions.events.js';
import { phaseTransferOf, transferInOf } from './transitions.state.js';

const setting = (journey: JourneyState, placementId: string): string =>
  placementOf(journey, placementId)?.school.name ?? 'the setting';

const PHASES: Readonly<Record<string, string>> = {
  earlyYears: 'early years',
  infant: 'infant school',
  junior: 'junior school',
  primary: 'primary',
  middle: 'middle school',
  secondary: 'secondary',
  post16: 'post-16',
  school: 'school',
};

const KINDS: Readonly<Record<string, string>> = {
  phase: 'phase transfer',
  stepDown: 'a step down',
  stepUp: 'a step up',
  betterFit: 'a better fit',
  familyMove: 'the family moves',
  other: 'another reason',
};

const RULES: Readonly<Record<string, string>> = {
  before15February: 'before 15 February',
  before31March: 'before 31 March',
  fiveMonthsBefore: 'five months before',
};

export const transitionsSentences: Sentences<TransitionsEvent, JourneyState> = {
  PhaseTransferIdentified: ({ data }) =>
    `The learner is due to move from ${PHASES[data.from]} to ${PHASES[data.to]} in ${data.transferYear}; the plan must name the next setting ${RULES[data.rule]}.`,
  PhaseTransferNotApplicable: ({ data }, journey) => {
    const year = phaseTransferOf(journey, data.transferId)?.transferYear;
    return `The phase transfer${year === undefined ? '' : ` of ${year}`} does not apply: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`;
  },
  TransitionPlanned: ({ data }, journey) => {
    const to = data.to?.name ?? (data.toType && `a ${inWords(data.toType)} setting`);
    const when = data.plannedFor ? ` on ${dayInWords(data.plannedFor)}` : '';
    return `It was decided that the learner moves on from ${setting(journey, data.placementId)}${to ? ` to ${to}` : ''}${when} (${KINDS[data.kind]}).${quoted(data.reasons)}`;
  },
  TransitionMade: ({ data }, journey) =>
    `The learner moved from ${setting(journey, data.endedPlacementId)} to ${setting(journey, data.placementId)}.`,
  TransferInReceived: ({ data }) =>
    `Authority ${data.fromAuthority} transferred the plan here; it was made on ${dayInWords(data.planMadeOn)}${data.lastReviewedOn ? ` and last reviewed on ${dayInWords(data.lastReviewedOn)}` : ''}.${data.movedOn ? ` The learner moved on ${dayInWords(data.movedOn)}.` : ''}`,
  TransferInNotified: ({ data }, journey) => {
    const from = transferInOf(journey, data.transferInId)?.fromAuthority;
    return `The family was told that the plan${from === undefined ? '' : ` of authority ${from}`} is here; the learner ${data.reassess ? 'is' : 'is not'} assessed again${data.reviewBy ? `, and the plan is reviewed by ${dayInWords(data.reviewBy)}` : ''}.`;
  },
  TransferOutSent: ({ data }) =>
    `The plan was transferred to authority ${data.toAuthority}, where the learner moved on ${dayInWords(data.movedOn)}; that became known on ${dayInWords(data.awareOn)}.`,
  PlanCeaseDecided: ({ data }) =>
    `The authority decided to cease the plan: ${inWords(data.reason)}.${quoted(data.explanation)}`,
  PlanCeased: ({ data }) => `The plan ends on ${dayInWords(data.endsOn)}: ${inWords(data.reason)}.`,
};
