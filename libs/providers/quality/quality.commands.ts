import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  command,
  Day,
  Flag,
  Id,
  ListOf,
  RecordingFields,
  Whole,
  type CommandsOf,
} from '#libs/lifecycle';
import {
  inspectionAreas,
  inspectionSchemes,
  inspectionValues,
  kpiCodes,
  ratings,
  visitAreas,
  visitKinds,
} from './quality.events.js';

export class JudgementFields {
  @Code(inspectionAreas) area!: (typeof inspectionAreas)[number];
  @Code(inspectionValues) value!: (typeof inspectionValues)[number];
}

export class RecordInspection extends RecordingFields {
  @Code(inspectionSchemes) scheme!: (typeof inspectionSchemes)[number];
  @ListOf(() => JudgementFields, { max: 20 }) judgements!: JudgementFields[];
  @Day({ optional: true }) publishedOn?: LocalDate;
}

export class RatingFields {
  @Code(visitAreas) area!: (typeof visitAreas)[number];
  @Code(ratings) rating!: (typeof ratings)[number];
}

export class ActionFields {
  @Id() actionRef!: string;
  @Code(['provider', 'authority']) owner!: 'provider' | 'authority';
  @Day() dueOn!: LocalDate;
  @Day({ optional: true }) closedOn?: LocalDate;
}

export class RecordQualityVisit extends RecordingFields {
  @Id({ optional: true, about: 'to tell a visit again, e.g. with actions closed' })
  visitId?: string;
  @Code(visitKinds) kind!: (typeof visitKinds)[number];
  @Day({ optional: true }) plannedOn?: LocalDate;
  @ListOf(() => RatingFields, { min: 0, max: 20 }) ratings!: RatingFields[];
  @ListOf(() => ActionFields, { min: 0, max: 100 }) actions!: ActionFields[];
  @Day({ optional: true, about: 'when the report was shared with the school' })
  sharedOn?: LocalDate;
}

const FIGURE = { max: 1_000_000_000 } as const;

export class KpiFields {
  @Code(kpiCodes) kpi!: (typeof kpiCodes)[number];
  @Whole(FIGURE) numerator!: number;
  @Whole(FIGURE) denominator!: number;
}

export class ReceiveKpiReturn extends RecordingFields {
  @Day() from!: LocalDate;
  @Day() to!: LocalDate;
  @Day({ optional: true }) dueOn?: LocalDate;
  @Flag() complete!: boolean;
  @Whole({ optional: true, about: 'learners of the authority it is about' }) learners?: number;
  @ListOf(() => KpiFields, { min: 0, max: 22 }) values!: KpiFields[];
}

export const qualityCommands = {
  RecordInspection: command({
    body: RecordInspection,
    does: 'Record what an inspectorate judged.',
    permission: 'providers:record',
  }),
  RecordQualityVisit: command({
    body: RecordQualityVisit,
    does: 'Record a visit of the authority, its ratings and actions.',
    permission: 'providers:record',
  }),
  ReceiveKpiReturn: command({
    body: ReceiveKpiReturn,
    does: 'Record the figures that a school returned for a time.',
    permission: 'providers:record',
  }),
} as const;

export type QualityCommand = CommandsOf<typeof qualityCommands>;
