import { accept, certainlyBefore, refuse, unchanged, type Refusal } from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import type { JourneyContext, SchoolSnapshot } from '../shared-kernel/index.js';
import type { RequestsCommand } from './requests.commands.js';
import { groundsByBasis, type RequestsEvent } from './requests.events.js';
import { preferenceOf, preferencesOf, requestOf } from './requests.state.js';
import { unknownRequest, unknownSchool, type PartOfRules } from './requests.rules.js';

type Express = Extract<RequestsCommand, { type: 'ExpressPreference' }>;
type Expressed = Extract<RequestsEvent, { type: 'PreferenceExpressed' }>;

const decide = {
  ExpressPreference: ({ data }, journey, context) => {
    const school = schoolIn(data, context);
    if (school && 'because' in school) return refuse(school);
    if (!school && data.settingType === undefined)
      return refuse({ because: 'preference-names-nothing' });
    if (isExpressed(journey, data)) return unchanged;
    const { providerId: _providerId, ...wish } = data;
    return accept({
      type: 'PreferenceExpressed',
      data: { ...wish, preferenceId: context.newId('preference'), school },
    });
  },

  DecidePreference: ({ data }, journey) => {
    const { preferenceId, outcome, grounds = [], reasons } = data;
    if (outcome === 'agreed' && grounds.length > 0)
      return refuse({ because: 'grounds-without-refusal', preferenceId });
    const before = preferenceOf(journey, preferenceId);
    const same = before?.outcome === outcome && sameCodes(before.grounds, grounds);
    if (same && reasons === undefined) return unchanged;
    return accept({ type: 'PreferenceDecided', data: { ...data, grounds } });
  },
} satisfies PartOfRules['decide'];

const schoolIn = (
  { providerId }: Express['data'],
  { schools }: JourneyContext,
): SchoolSnapshot | Refusal | undefined =>
  providerId === undefined ? undefined : (schools[providerId] ?? unknownSchool(providerId));

/** The same wish was told before, nobody has decided on it, and nothing is added in words. */
const isExpressed = (journey: JourneyState, wish: Express['data']): boolean =>
  wish.reasons === undefined &&
  preferencesOf(journey).some(
    (one) =>
      one.outcome === undefined &&
      one.requestId === wish.requestId &&
      one.by === wish.by &&
      one.basis === wish.basis &&
      one.settingType === wish.settingType &&
      one.school?.providerId === wish.providerId,
  );

const sameCodes = (some: readonly string[], others: readonly string[]): boolean =>
  some.toSorted().join() === others.toSorted().join();

// Children and Families Act 2014 s.38(3): these can be asked for in a representation only. Section
// 41 approval opens an independent school, or a special post-16 institution, to requests.
const NOT_UNDER_S38: readonly string[] = [
  ...['independent', 'specialPost16', 'tuition', 'eotas', 'elective', 'unplaced'],
];

const admits = {
  PreferenceExpressed: (journey, { data }) => {
    const { requestId, basis, school } = data;
    if (requestId !== undefined && !requestOf(journey, requestId)) return unknownRequest(requestId);
    return basis === 's38' ? barredUnderS38(school) : undefined;
  },

  PreferenceDecided: (journey, { data: { preferenceId }, occurredOn }) => {
    const preference = preferenceOf(journey, preferenceId);
    if (!preference) return { because: 'unknown-preference', preferenceId };
    const { expressedOn } = preference;
    return certainlyBefore(occurredOn, expressedOn)
      ? { because: 'decided-before-expressed', preferenceId, expressedOn }
      : undefined;
  },
} satisfies PartOfRules['admits'];

const barredUnderS38 = (school: Expressed['data']['school']): Refusal | undefined => {
  if (!school) return { because: 's38-names-a-school' };
  const { category, section41 } = school;
  return NOT_UNDER_S38.includes(category) && section41 !== true
    ? { because: 'no-s38-request-for-this-school', category }
    : undefined;
};

const irregular = {
  PreferenceDecided: (journey, { data: { preferenceId, outcome, grounds } }) => {
    if (outcome === 'agreed') return [];
    if (grounds.length === 0) return [{ code: 'refused-without-grounds', preferenceId }];
    const basis = preferenceOf(journey, preferenceId)?.basis ?? 's9';
    const open: readonly string[] = groundsByBasis[basis];
    const closed = grounds.filter((ground) => !open.includes(ground));
    return closed.length > 0 ? [{ code: 'ground-not-for-this-basis', basis, grounds: closed }] : [];
  },
} satisfies PartOfRules['irregular'];

export const preferenceRules = { decide, admits, irregular };
