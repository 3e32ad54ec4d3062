import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import type { Facts } from './facts.js';
import type { Mark, Told } from './mark.js';

export type { Mark, Told } from './mark.js';

/** The clocks of the catalogue, by the numbers that people quote. */
export const clockIds = [
  ...(['C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07', 'C08', 'C09', 'C10'] as const),
  ...(['C11', 'C12', 'C13', 'C14', 'C15', 'C16', 'C17', 'C18', 'C19', 'C20'] as const),
  ...(['C21', 'C22', 'C23', 'C24', 'C25', 'C26', 'C27', 'C28', 'C29', 'C30'] as const),
  ...(['C31', 'C32', 'C33', 'C34', 'C35', 'C36', 'C37', 'C38', 'C39', 'C40'] as const),
] as const;
export type ClockId = (typeof clockIds)[number];

/** The last day: one day, or the earliest and the latest it may be where the start is known vaguely. */
export type Due = Readonly<{ from: LocalDate; to: LocalDate }>;

/** Why a clock stopped although what was due was not done. */
export type EndedBecause =
  | 'withdrawn'
  | 'overtaken'
  | 'placeFound'
  | 'planCeased'
  | 'transferredAway'
  | 'concluded'
  | 'noLongerOutOfSchool';

/** What the clock is about, so that a list can name it and a page can link to it. */
export type About = Readonly<{
  kind: 'plan' | 'consultation' | 'review' | 'amendment' | 'transfer' | 'appeal' | 'placement';
  id: string;
  providerId?: string | undefined;
  school?: string | undefined;
}>;

/** The school was reminded: how often, and by whom last. */
export type Chased = Readonly<{ times: number; lastOn: LocalDate; lastBy: string }>;

/** One running of a clock, as a rule sees it. */
export type Instance = Readonly<{
  /** Where one start sets several dates, which of them; else the subject that tells starts apart. */
  part?: string | undefined;
  /** What is due, in words: `Decision on the review of 14 January 2026`. */
  what: string;
  started: Mark;
  due: Due;
  met?: Mark | undefined;
  ended?: Readonly<{ mark: Mark; because: EndedBecause }> | undefined;
  /** The exceptions in law that were recorded: the date then binds nobody. */
  excepted?: readonly string[] | undefined;
  about?: About | undefined;
  chased?: Chased | undefined;
}>;

export type Explained = Readonly<{
  entryId: string;
  on: OccurredOn;
  reasonCode: Told<'DelayExplained'>['data']['reasonCode'];
  expectedOn: LocalDate | undefined;
}>;

/** One running of a clock: when it began, when it is or was due, and how it stopped, if it did. */
export type Clock = Instance &
  Readonly<{
    /** The same for the same clock, start and part, whatever is recorded later. */
    key: string;
    clock: ClockId;
    /** A day that passes is reported as missed. Not where the law excepts it, or it is advice only. */
    counts: boolean;
    explained: Explained | undefined;
  }>;

/**
 * `deadline`: to be done by the last day. `window`: others have until then, and it must not be cut short.
 */
export type ClockKind = 'deadline' | 'window';

/** Whose duty it is. */
export type OwedBy = 'authority' | 'school' | 'body' | 'family';

type Described = Readonly<{
  id: ClockId;
  title: string;
  /** The provision, as a page quotes it. */
  source: string;
  /** What it says. */
  quote: string;
}>;

/** A clock that starts from a recorded event. */
export type ClockRule = Described &
  Readonly<{
    kind: ClockKind;
    /** `advice`: worth a look when the day has passed, and never reported as missed. */
    force: 'statutory' | 'guidance' | 'advice';
    owedBy: OwedBy;
    /** Starts on or after this day, and before `to` where it is given, are under this rule. */
    from: LocalDate;
    to?: LocalDate | undefined;
    /** For the catalogue: what starts it, how it counts, and what the law excepts. */
    trigger: string;
    counting: string;
    exceptions: string;
    /** What to do next, and the word for its being done: `Send the decision`, `notified`. */
    step: string;
    done: string;
    /** Goes on where the plan ceased or went to another authority. */
    outlivesPlan?: boolean | undefined;
    /** Every running, by the facts that stand; the order of recording is nothing to it. */
    instances: (facts: Facts) => readonly Instance[];
  }>;

/** A duty of the catalogue that sets no date here, and what stands in its place. */
export type Dateless = Described & Readonly<{ why: string; instead: string }>;
