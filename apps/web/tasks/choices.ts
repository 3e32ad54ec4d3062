import { isErased, type OccurredOn } from '#libs/event-sourcing';
import { isCurrent, isLookedFor } from '../journeys/next-tasks.js';
import {
  dayInWords,
  finalPlansOf,
  inWords,
  pencePerYear,
  placementsOf,
  poundsInWords,
  requestsOf,
  whenInWords,
  type JourneyState,
} from '#libs/lifecycle';

/** One of the things on a record that an entry may be about. */
export type Choice = Readonly<{
  value: string;
  text: string;
  /** It is over, and offered only where nothing else is. */
  over?: boolean;
}>;

type Chooser = (state: JourneyState) => readonly Choice[];

const since = (on: OccurredOn): string => whenInWords(on);

const told = (value: string | undefined, ...parts: readonly (string | undefined)[]): Choice => ({
  value: value ?? '',
  text: capital(parts.filter(Boolean).join(', ')),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const over = (choice: Choice, isOver: boolean): Choice =>
  isOver ? { ...choice, over: true } : choice;

const named = (name: unknown): string => {
  if (typeof name !== 'object' || name === null || isErased(name)) return '[erased]';
  const { given = '', family = '' } = name as Readonly<{ given?: string; family?: string }>;
  return `${given} ${family}`;
};

const placements: Chooser = (state) =>
  placementsOf(state)
    .toReversed()
    .map((one) => {
      const { placementId, school, agreedOn, fellThrough } = one;
      const said = [school.name, `agreed ${since(agreedOn)}`, fellThrough && 'fell through'];
      return over(
        told(placementId, ...said.map((part) => part || undefined)),
        !isCurrent(state, one),
      );
    });

const offers: Chooser = ({ offers: { offers: all } }) =>
  Object.values(all)
    .toReversed()
    .map((one) => {
      const until = one.validUntil && `valid until ${dayInWords(one.validUntil)}`;
      const price = `${poundsInWords(pencePerYear(one.lines))} a year`;
      const status = one.status === 'open' ? undefined : one.status;
      return over(told(one.offerId, one.school.name, price, until, status), status !== undefined);
    });

const consultations: Chooser = ({ requests }) =>
  Object.values(requests.consultations).map((one) =>
    told(
      one.consultationId,
      one.school.name,
      `consulted ${since(one.sentOn)}`,
      one.outcome && inWords(one.outcome),
      one.withdrawnOn && 'no longer asked',
    ),
  );

const notices: Chooser = ({ breakdowns }) =>
  Object.values(breakdowns.notices).map(({ noticeId, by, givenOn, expiresOn }) =>
    told(noticeId, `by the ${by}, ${since(givenOn)}`, `expires on ${dayInWords(expiresOn)}`),
  );

const interims: Chooser = ({ breakdowns }) =>
  Object.values(breakdowns.interims).map(({ interimId, kind, startedOn, endedOn }) =>
    told(interimId, inWords(kind), `since ${since(startedOn)}`, endedOn && 'over'),
  );

const transfers: Chooser = ({ transitions }) =>
  Object.values(transitions.phaseTransfers).map((one) =>
    told(one.transferId, `${inWords(one.from)} to ${inWords(one.to)}`, String(one.transferYear)),
  );

/** By the name of the field: what there is to choose from on a record. */
const choosers: Readonly<Record<string, Chooser>> = {
  placementId: placements,
  endedPlacementId: placements,
  startedPlacementId: placements,
  offerId: offers,
  consultationId: consultations,
  consultationIds: consultations,
  noticeId: notices,
  interimId: interims,
  transferId: transfers,
  requestId: (state) =>
    requestsOf(state)
      .toReversed()
      .map((one) => {
        const said = [inWords(one.reasonCode), `asked ${since(one.requestedOn)}`];
        return over(told(one.requestId, ...said), !isLookedFor(state, one));
      }),
  preferenceId: ({ requests }) =>
    Object.values(requests.preferences).map((one) =>
      told(
        one.preferenceId,
        one.school?.name ?? inWords(one.settingType ?? 'a kind of setting'),
        `by ${inWords(one.by)}`,
        since(one.expressedOn),
      ),
    ),
  referralId: ({ requests }) =>
    Object.values(requests.referrals).map((one) =>
      told(
        one.referralId,
        `${inWords(one.panel)} panel`,
        one.meetingOn && `on ${dayInWords(one.meetingOn)}`,
      ),
    ),
  approvalId: ({ record }) =>
    Object.values(record.approvals).map((one) =>
      told(
        one.approvalId,
        `${poundsInWords(one.askedPence)} for ${inWords(one.forKind)}`,
        `sought ${since(one.soughtOn)}`,
        one.status,
      ),
    ),
  withholdingId: ({ breakdowns }) =>
    Object.values(breakdowns.withholdings).map((one) =>
      told(one.withholdingId, `withheld ${since(one.from)}`),
    ),
  reviewId: ({ reviews }) =>
    Object.values(reviews.reviews)
      .toReversed()
      .map((one) =>
        told(
          one.reviewId,
          `${inWords(one.kind)} review`,
          `meeting on ${dayInWords(one.meetingOn)}`,
          one.outcome && inWords(one.outcome),
        ),
      ),
  amendmentId: ({ reviews }) =>
    Object.values(reviews.amendments).map((one) =>
      told(one.amendmentId, `amendment proposed ${since(one.noticeOn)}`, one.status),
    ),
  finalPlanId: (state) =>
    finalPlansOf(state).map((one) =>
      told(one.finalPlanId, `plan issued ${since(one.issuedOn)}`, inWords(one.because)),
    ),
  appealId: ({ reviews }) =>
    Object.values(reviews.appeals).map((one) =>
      told(one.appealId, `appeal registered ${since(one.registeredOn)}`, one.status),
    ),
  concernId: ({ reviews }) =>
    Object.values(reviews.concerns).map((one) =>
      told(one.concernId, inWords(one.kind), `raised ${since(one.raisedOn)}`),
    ),
  planId: ({ record }) =>
    Object.values(record.plans).map((one) =>
      told(one.planId, 'EHC plan', one.planMadeOn && `made on ${dayInWords(one.planMadeOn)}`),
    ),
  contactId: ({ record }) =>
    Object.values(record.contacts).map((one) =>
      told(one.contactId, named(one.name), inWords(one.relation)),
    ),
  statusId: ({ record }) =>
    Object.values(record.statuses).map((one) =>
      told(one.statusId, inWords(one.kind), since(one.from)),
    ),
  holdId: ({ record }) =>
    Object.values(record.holds).map((one) =>
      told(one.holdId, inWords(one.reasonCode), since(one.placedOn)),
    ),
  erasureId: ({ record }) =>
    Object.values(record.erasures).map((one) =>
      told(one.erasureId, `asked ${since(one.requestedOn)}`),
    ),
  proposalId: ({ record, reviews }) => [
    ...Object.values(record.proposals).map((one) => told(one.proposalId, 'disposal', one.rule)),
    ...Object.values(reviews.proposals).map((one) =>
      told(one.proposalId, 'to cease the plan', since(one.proposedOn)),
    ),
  ],
  agreementId: ({ starts }) =>
    Object.values(starts.agreements).map((one) =>
      told(one.agreementId, 'agreement', one.issuedOn && `issued ${since(one.issuedOn)}`),
    ),
  'for.id': (state) => [
    ...offers(state),
    ...placements(state),
    ...interims(state),
    ...notices(state),
  ],
};

/** What a field may hold, where that is something on the record. */
export const choicesOn = (field: string, state: JourneyState): readonly Choice[] | undefined => {
  const name = field === 'for.id' ? field : (field.split('.').at(-1) ?? field);
  return choosers[name]?.(state);
};
