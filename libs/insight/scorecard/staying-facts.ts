import { endingGroupOf, type Ending, type JourneyState } from '#libs/lifecycle';
import type { JourneyRows } from '../tables/columns.js';
import { kpiFact, kpiStayingTable, providerOf, type KpiFactRow } from './kpi-facts.js';

const BY_THE_PROVIDER: readonly string[] = ['PEX', 'PRVBEH', 'PRVNEED', 'PRVOTH'];

/** Ended by the school without notice, or before the notice it gave had run out. */
const isShort = (journey: JourneyState, { placementId, endedOn, reasonCode }: Ending): boolean => {
  if (!BY_THE_PROVIDER.includes(reasonCode)) return false;
  const given = Object.values(journey.breakdowns.notices).filter(
    (one) => one.placementId === placementId && one.by === 'provider' && one.status !== 'withdrawn',
  );
  const settled = given.some(({ status }) => status === 'settled');
  return !settled && !given.some(({ expiresOn }) => expiresOn <= endedOn.to);
};

const endingFacts = (journey: JourneyState, ending: Ending): readonly KpiFactRow[] => {
  const { placementId: about, endedOn, reasonCode } = ending;
  const fact = { about, providerId: providerOf(journey, about), day: endedOn.from, den: 1 };
  const group = endingGroupOf(journey, about);
  const byProvider = BY_THE_PROVIDER.includes(reasonCode);
  return [
    kpiFact('K6', about, { ...fact, num: Number(byProvider), more: Number(reasonCode === 'PEX') }),
    kpiFact('K7', about, { ...fact, num: Number(group === 'unplanned') }),
    kpiFact('K21', about, { ...fact, num: Number(isShort(journey, ending)) }),
  ];
};

export const stayingFacts: JourneyRows = {
  tables: [kpiStayingTable],
  dependsOn: ({ state: { breakdowns, offers, transitions } }) => [
    ...[breakdowns.endings, breakdowns.suspensions, breakdowns.notices, offers.placements],
    transitions,
  ],
  rows: ({ state }) => ({
    kpi_staying: [
      ...Object.values(state.breakdowns.endings).flatMap((one) => endingFacts(state, one)),
      ...Object.values(state.breakdowns.suspensions).map((one) =>
        kpiFact('K5', one.suspensionId, {
          ...{ about: one.placementId, providerId: providerOf(state, one.placementId) },
          ...{ day: one.from.from, num: 1, den: 1, more: one.sessions },
        }),
      ),
    ],
  }),
};
