import { dayInWords, inWords, type Sentences } from '#libs/lifecycle';
import { nameOf } from '../identity/identity.state.js';
import type { ProviderState } from '../provider-state.js';
import type { StandingEvent } from './standing.events.js';

type Period = Extract<StandingEvent, { type: 'Section41Recorded' }>['data'];
type Changed = Extract<StandingEvent, { type: 'ProviderStatusChanged' }>['data'];

const during = ({ from, to }: Period): string => {
  const since = from === undefined ? '' : ` from ${dayInWords(from)}`;
  return to === undefined ? since : `${since} until ${dayInWords(to)}`;
};

const STATUS = {
  active: 'open to new placements',
  monitored: 'open to new placements and monitored',
  embargo: 'under an embargo for new placements',
  suspended: 'suspended',
  removed: 'removed from use',
} as const;

const about = ({ scope, siteRef, placementType }: Changed): string => {
  switch (scope) {
    case 'school':
      return '';
    case 'proprietor':
      return ' with all schools of its proprietor';
    case 'site':
      return ` at site ${siteRef ?? ''}`;
    case 'type':
      return ` for ${inWords(placementType ?? 'other')} placements`;
  }
};

const toReview = ({ reviewOn }: Changed): string =>
  reviewOn === undefined ? '' : `, to be reviewed on ${dayInWords(reviewOn)}`;

export const standingSentences: Sentences<StandingEvent, ProviderState> = {
  Section41Recorded: ({ data }, state) =>
    `${nameOf(state)} is approved under section 41${during(data)}.`,
  ProviderStatusChanged: ({ data }, state) =>
    `${nameOf(state)} is ${STATUS[data.status]}${about(data)} from ${dayInWords(data.effectiveFrom)}: ${inWords(data.reasonCode)}${toReview(data)}.`,
};
