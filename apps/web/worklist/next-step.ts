import type { LocalDate } from '#libs/event-sourcing';
import type { WorklistEntry } from '#libs/insight';
import { dayInWords } from '#libs/lifecycle';

/** What is open on a case that somebody has to do something about. */
export type Step = Readonly<{
  kind: StepKind;
  text: string;
  /** The first day that presses, `YYYY-MM-DD`. */
  due: string | undefined;
}>;

export const stepKinds = {
  deadlines: 'Deadlines',
  offers: 'Offers to decide on',
  answers: 'Answers awaited',
  requests: 'Placements to find',
  approvals: 'Approvals awaited',
  reviews: 'Reviews coming',
  appeals: 'Appeals',
  unplaced: 'No placement',
} as const;

export type StepKind = keyof typeof stepKinds;

type Case = WorklistEntry;
type Maker = (one: Case, nameOf: (id: string) => string) => Omit<Step, 'kind'> | undefined;

const many = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`;

const CLOCK = /^C\d\d$/;

const late = (days: number): string => (days > 0 ? `, ${many(days, 'day')} overdue` : '');

const makers: Readonly<Record<StepKind, Maker>> = {
  deadlines: ({ next }) =>
    next?.dueOn && CLOCK.test(next.code)
      ? {
          text:
            `${next.step}, due on ${dayInWords(next.dueOn as LocalDate)}` +
            `${late(next.daysOverdue)} (${next.source})${next.explanation ? '; delay explained' : ''}`,
          due: next.dueOn,
        }
      : undefined,
  offers: ({ open_offers: open, offer_valid_until: until }) =>
    open > 0
      ? {
          text: `${many(open, 'offer')} to decide on${until ? `, valid until ${dayInWords(until)}` : ''}`,
          due: until ?? undefined,
        }
      : undefined,
  answers: (one, nameOf) =>
    one.consultations_awaited > 0
      ? {
          text:
            `${many(one.consultations_awaited, 'answer')} awaited` +
            (one.awaited_since ? ` since ${dayInWords(one.awaited_since)}` : '') +
            chased(one, nameOf),
          due: one.awaited_since ?? undefined,
        }
      : undefined,
  requests: ({ open_requests: open, start_by: by, consultations_awaited: awaited }) =>
    open > 0 && awaited === 0
      ? {
          text: `Placement to find${by ? `, to start by ${dayInWords(by)}` : ''}`,
          due: by ?? undefined,
        }
      : undefined,
  approvals: ({ approvals_awaited: awaited, approval_sought_on: on }) =>
    awaited > 0
      ? { text: `Approval sought${on ? ` on ${dayInWords(on)}` : ''}`, due: on ?? undefined }
      : undefined,
  reviews: ({ next_review_on: on, next_review_kind: kind }) =>
    on ? { text: `${capital(kind ?? '')} review on ${dayInWords(on)}`, due: on } : undefined,
  appeals: ({ pending_appeals: pending }) =>
    pending > 0 ? { text: `${many(pending, 'appeal')} pending`, due: undefined } : undefined,
  unplaced: ({ current_placements: current, open_requests: open }) =>
    current === 0 && open === 0
      ? { text: 'No placement, and none asked for', due: undefined }
      : undefined,
};

const chased = (
  { last_chased_on: on, last_chased_by: by }: Case,
  nameOf: (id: string) => string,
): string => (on ? `; last chased on ${dayInWords(on)}${by ? ` by ${nameOf(by)}` : ''}` : '');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** All that is open on a case, what presses first at the top. */
export const stepsOf = (one: Case, nameOf: (id: string) => string): readonly Step[] =>
  (Object.keys(makers) as StepKind[])
    .flatMap((kind) => {
      const made = makers[kind](one, nameOf);
      return made ? [{ kind, ...made }] : [];
    })
    .sort((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1));
