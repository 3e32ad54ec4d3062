import type { LocalDate } from '#libs/event-sourcing';
import { dayInWords } from '#libs/lifecycle';
import type { About, ClockRule, Instance, Mark, Told } from '../clock.js';
import { dueAfter, dueOn, weeks } from '../counting.js';
import { firstMark, markOf, type Facts } from '../facts.js';
import { plansTold } from '../plan-dates.js';

const SINCE_2014 = '2014-09-01' as LocalDate;
const SINCE_2015 = '2015-04-01' as LocalDate;

/** What is due after an order, or after an appeal was conceded. */
type Owed = 'amended' | 'school' | 'draft' | 'final' | 'notice' | 'refusal';
type OwedWithin = Readonly<{ part: Owed; weeks: number }>;

const WORDS: Readonly<Record<Owed, string>> = {
  amended: 'Amended plan',
  school: 'Plan naming the school',
  draft: 'Draft plan',
  final: 'Final plan',
  notice: 'Notice that there will be an assessment',
  refusal: 'Draft plan, or the decision not to issue one,',
};

const PLAN: readonly OwedWithin[] = [
  { part: 'draft', weeks: 5 },
  { part: 'final', weeks: 11 },
];
const ASSESSMENT: readonly OwedWithin[] = [
  { part: 'notice', weeks: 2 },
  { part: 'refusal', weeks: 10 },
  { part: 'final', weeks: 14 },
];
const AMENDED: readonly OwedWithin[] = [{ part: 'amended', weeks: 5 }];
const SCHOOL: readonly OwedWithin[] = [{ part: 'school', weeks: 2 }];

type Decided = Readonly<{ by: Told<'TribunalDecided' | 'AppealConceded'>; appealId: string }>;

const planSent = (facts: Facts, { by, appealId }: Decided): Mark | undefined => {
  const sent = facts.of('FinalPlanIssued').filter(({ data }) => {
    const because = ['tribunal', 'newPlan', 'reassessment'].includes(data.because);
    return data.appealId === appealId || (data.appealId === undefined && because);
  });
  return firstMark(sent.map(markOf), by.occurredOn);
};

const doneBy = (facts: Facts, decided: Decided, part: Owed): Mark | undefined => {
  const { occurredOn } = decided.by;
  const told = (date: 'draftServedOn' | 'assessmentAgreedOn') =>
    firstMark(
      plansTold(facts).map((plan) => plan[date]),
      occurredOn,
    );
  if (part === 'draft' || part === 'refusal')
    return firstMark([told('draftServedOn'), planSent(facts, decided)]);
  return part === 'notice' ? told('assessmentAgreedOn') : planSent(facts, decided);
};

const aboutAppeal = (id: string): About => ({ kind: 'appeal', id });

/** The kind of the order, which tells two of them apart; and the tribunal's own day. */
type Ordered = Readonly<{ order?: OrderKind; directedBy?: LocalDate | undefined }>;
type OrderKind = Told<'TribunalDecided'>['data']['orders'][number]['kind'];

const owedAfter = (
  facts: Facts,
  decided: Decided,
  { part, weeks: count, directedBy, order }: OwedWithin & Ordered,
): readonly Instance[] => {
  const { by, appealId } = decided;
  const met = doneBy(facts, decided, part);
  // Only an authority that does not issue a plan has to say so.
  if (part === 'refusal' && met) return [];
  const said = by.type === 'TribunalDecided' ? 'the order of' : 'the appeal conceded on';
  return [
    {
      part: order === undefined ? part : `${order}-${part}`,
      ...{ started: markOf(by), about: aboutAppeal(appealId), met },
      what: `${WORDS[part]} after ${said} ${dayInWords(by.occurredOn.from)}`,
      due: directedBy ? dueOn(directedBy) : dueAfter(by.occurredOn, weeks(count)),
    },
  ];
};

const ordered = (
  facts: Facts,
  owed: Readonly<Partial<Record<OrderKind, readonly OwedWithin[]>>>,
): readonly Instance[] =>
  facts.of('TribunalDecided').flatMap((by) => {
    const decided = { by, appealId: by.data.appealId };
    // One order of a kind: what is due after it is due once, however often it is said.
    const orders = new Map(by.data.orders.map((order) => [order.kind, order]));
    return [...orders.values()].flatMap(({ kind, directedBy }) =>
      (owed[kind] ?? []).flatMap((within) =>
        owedAfter(facts, decided, { ...within, order: kind, directedBy }),
      ),
    );
  });

type Common = 'kind' | 'force' | 'owedBy' | 'from' | 'exceptions' | 'outlivesPlan' | 'done';

const tribunal: Pick<ClockRule, Common> = {
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  ...{ exceptions: 'the tribunal may direct another day', outlivesPlan: true, done: 'sent' },
};

const amendPlan: ClockRule = {
  ...tribunal,
  id: 'C29',
  title: 'Amend the plan as the tribunal ordered',
  source: 'SEND Regulations 2014, reg 44(2)(e)',
  quote: 'An order to amend an EHC plan: issue the amended plan within 5 weeks of the order.',
  trigger: 'TribunalDecided with an order to amend the plan',
  counting: '5 weeks: D + 35',
  step: 'Send the plan as the tribunal ordered',
  instances: (facts) => ordered(facts, { amendPlan: AMENDED }),
};

const nameSchool: ClockRule = {
  ...tribunal,
  id: 'C30',
  title: 'Name the school that the tribunal ordered',
  source: 'SEND Regulations 2014, reg 44(2)(f)',
  quote:
    'An order about the name of the school or type of setting only: issue the amended plan within ' +
    '2 weeks of the order.',
  trigger: 'TribunalDecided with an order about the school named',
  counting: '2 weeks: D + 14',
  step: 'Send the plan that names the school ordered',
  instances: (facts) => ordered(facts, { amendNamedSchool: SCHOOL }),
};

const makePlan: ClockRule = {
  ...tribunal,
  id: 'C31',
  title: 'Make a plan, or assess, as the tribunal ordered',
  source: 'SEND Regulations 2014, reg 44(2)(a) to (d)',
  quote:
    'An order to make a plan: draft within 5 weeks, final within 11. An order to assess or to ' +
    'reassess: notify within 2 weeks; a refusal to issue a plan within 10, the final plan within 14.',
  trigger: 'TribunalDecided with an order to make a plan, to assess or to reassess',
  counting: '5 and 11 weeks, or 2, 10 and 14 weeks',
  step: 'Carry out what the tribunal ordered',
  instances: (facts) =>
    ordered(facts, { makePlan: PLAN, assess: ASSESSMENT, reassess: ASSESSMENT }),
};

type Against = Told<'AppealRegistered'>['data']['against'];

const OWED_WHEN_CONCEDED: Readonly<Partial<Record<Against, readonly OwedWithin[]>>> = {
  refusalToAssess: ASSESSMENT,
  refusalToReassess: ASSESSMENT,
  refusalToIssue: PLAN,
  contents: AMENDED,
  refusalToAmend: AMENDED,
};

const conceded: ClockRule = {
  ...tribunal,
  id: 'C32',
  title: 'Do what an appeal that is not opposed asks for',
  source: 'SEND Regulations 2014, reg 45, as amended by SI 2015/359',
  quote:
    'Where the authority tells the tribunal that it does not oppose the appeal: amended plan within ' +
    '5 weeks; notice of an assessment within 2, refusal within 10 and final plan within 14 weeks; a ' +
    'plan in draft within 5 and final within 11 weeks.',
  from: SINCE_2015,
  trigger: 'AppealConceded',
  counting: '5 weeks, or 2, 10 and 14 weeks, or 5 and 11 weeks, by what was appealed against',
  exceptions: 'none',
  step: 'Do what was conceded',
  instances: (facts) =>
    facts.of('AppealConceded').flatMap((by) => {
      const { appealId } = by.data;
      const appeal = facts.of('AppealRegistered').find(({ data }) => data.appealId === appealId);
      const owed = appeal ? (OWED_WHEN_CONCEDED[appeal.data.against] ?? []) : [];
      return owed.flatMap((within) => owedAfter(facts, { by, appealId }, within));
    }),
};

export const appealRules = { amendPlan, nameSchool, makePlan, conceded };
