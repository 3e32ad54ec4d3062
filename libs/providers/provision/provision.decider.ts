import { accept, refuse, unchanged, type LocalDate, type Refusal } from '#libs/event-sourcing';
import { sameData } from '../effective.js';
import { agesReversed } from '../identity/identity.decider.js';
import type { ProviderTables } from '../provider-rules.js';
import type { ProvisionCommand } from './provision.commands.js';
import type { ProvisionEvent, Term } from './provision.events.js';
import { capabilityOn, termDatesOf } from './provision.state.js';

type Tables = ProviderTables<ProvisionCommand, ProvisionEvent>;

const decide: Tables['decide'] = {
  RecordCapability: ({ data: asked, details }, state) => {
    const { effectiveFrom = details.occurredOn.from, ...told } = asked;
    const wrong = agesReversed(told);
    if (wrong) return refuse(wrong);
    return sameData(capabilityOn(state, effectiveFrom), { from: effectiveFrom, ...told })
      ? unchanged
      : accept({ type: 'CapabilityRecorded', data: { effectiveFrom, ...told } });
  },

  RecordTermDates: ({ data: { academicYear, terms, closedDays = [] } }, state) => {
    const dates = { academicYear, terms, closedDays: closedDays.map(({ day }) => day) };
    const wrong = terms.map((term) => impossibleTerm(academicYear, term)).find(Boolean);
    if (wrong) return refuse(wrong);
    const overlap = firstOverlap(terms);
    if (overlap) return refuse(overlap);
    return sameData(termDatesOf(state, academicYear), dates)
      ? unchanged
      : accept({ type: 'TermDatesRecorded', data: dates });
  },
};

const impossibleTerm = (academicYear: number, term: Term): Refusal | undefined => {
  if (term.lastDay < term.firstDay)
    return { because: 'term-ends-before-it-begins', term: term.term };
  return outside(academicYear, term) ?? halfTermOutside(term);
};

// Some schools come back in August: the year is taken from 1 August to the 31st of the next.
const outside = (academicYear: number, { firstDay, lastDay }: Term): Refusal | undefined => {
  const day = [firstDay, lastDay].find((one) => !isInYear(academicYear, one));
  return day === undefined ? undefined : { because: 'outside-academic-year', academicYear, day };
};

const isInYear = (academicYear: number, day: LocalDate): boolean =>
  day >= `${academicYear}-08-01` && day <= `${academicYear + 1}-08-31`;

const halfTermOutside = (told: Term): Refusal | undefined => {
  const { term, firstDay, lastDay, halfTermFrom, halfTermTo } = told;
  if (halfTermFrom === undefined && halfTermTo === undefined) return undefined;
  const inOrder = [firstDay, halfTermFrom ?? '', halfTermTo ?? '', lastDay].every(
    (day, place, days) => place === 0 || (days[place - 1] ?? '') <= day,
  );
  return inOrder ? undefined : { because: 'half-term-outside-term', term };
};

const firstOverlap = (terms: readonly Term[]): Refusal | undefined => {
  const inOrder = terms.toSorted((one, other) => (one.firstDay < other.firstDay ? -1 : 1));
  const late = inOrder.find(
    (term, place) => place > 0 && term.firstDay <= (inOrder[place - 1]?.lastDay ?? ''),
  );
  return late && { because: 'terms-overlap', term: late.term };
};

export const provisionRules: Tables = { decide, admits: {} };
