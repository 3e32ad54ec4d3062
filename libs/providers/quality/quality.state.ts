import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { put, type Evolve } from '#libs/lifecycle';
import type { QualityEvent } from './quality.events.js';

type DataOf<T extends QualityEvent['type']> = Extract<QualityEvent, { type: T }>['data'];

export type Inspection = DataOf<'InspectionRecorded'> & Readonly<{ on: OccurredOn }>;
export type Visit = DataOf<'QualityVisitRecorded'> & Readonly<{ on: OccurredOn }>;
export type KpiReturn = DataOf<'KpiReturnReceived'> & Readonly<{ receivedOn: OccurredOn }>;

export type QualityPart = Readonly<{
  inspections: Readonly<Record<string, Inspection>>;
  visits: Readonly<Record<string, Visit>>;
  /** By the first and last day of the time they are about. */
  kpiReturns: Readonly<Record<string, KpiReturn>>;
}>;

export const initialQuality: QualityPart = { inspections: {}, visits: {}, kpiReturns: {} };

export const evolveQuality: Evolve<QualityPart, QualityEvent> = {
  InspectionRecorded: (part, { data, occurredOn }) => ({
    ...part,
    inspections: put(part.inspections, data.inspectionId, { ...data, on: occurredOn }),
  }),
  QualityVisitRecorded: (part, { data, occurredOn }) => ({
    ...part,
    visits: put(part.visits, data.visitId, { ...data, on: occurredOn }),
  }),
  KpiReturnReceived: (part, { data, occurredOn }) => ({
    ...part,
    kpiReturns: put(part.kpiReturns, `${data.from}/${data.to}`, {
      ...data,
      receivedOn: occurredOn,
    }),
  }),
};

type Has = Readonly<{ quality: QualityPart }>;

export const inspectionsOf = ({ quality }: Has): readonly Inspection[] =>
  Object.values(quality.inspections);

export const visitsOf = ({ quality }: Has): readonly Visit[] => Object.values(quality.visits);
export const visitOf = ({ quality }: Has, id: string): Visit | undefined => quality.visits[id];

export const kpiReturnsOf = ({ quality }: Has): readonly KpiReturn[] =>
  Object.values(quality.kpiReturns);

export const kpiReturnFor = (
  { quality }: Has,
  { from, to }: Readonly<{ from: LocalDate; to: LocalDate }>,
): KpiReturn | undefined => quality.kpiReturns[`${from}/${to}`];

/** The last inspection of each scheme up to and on a day. */
export const latestInspectionsOn = (state: Has, day: LocalDate): readonly Inspection[] => {
  const latest = new Map<string, Inspection>();
  for (const inspection of inspectionsOf(state)) {
    const before = latest.get(inspection.scheme);
    if (inspection.on.from > day || (before && before.on.from > inspection.on.from)) continue;
    latest.set(inspection.scheme, inspection);
  }
  return [...latest.values()];
};
