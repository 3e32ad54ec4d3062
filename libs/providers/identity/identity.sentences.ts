import { dayInWords, inWords, whenInWords, type Sentences } from '#libs/lifecycle';
import type { ProviderState } from '../provider-state.js';
import type { IdentityEvent, ProviderProfile } from './identity.events.js';
import { nameOf, profileOn } from './identity.state.js';
import { sameData } from '../effective.js';

const withUrn = ({ name, urn }: ProviderProfile): string =>
  urn === undefined ? name : `${name} (URN ${urn})`;

const changedBetween = (before: ProviderProfile | undefined, after: ProviderProfile): string => {
  const old: Readonly<Record<string, unknown>> = { ...before };
  const changed = Object.entries(after)
    .filter(([name, value]) => !sameData(old[name], value))
    .map(([name]) => name);
  const gone = Object.keys(old).filter((name) => !(name in after));
  return [...changed, ...gone].map(inWords).join(', ');
};

export const identitySentences: Sentences<IdentityEvent, ProviderState> = {
  ProviderRegistered: ({ data: { profile } }) => `${withUrn(profile)} was put in the register.`,
  ProviderAmended: ({ data: { profile }, occurredOn }, state) =>
    `Particulars of ${profile.name} changed from ${dayInWords(occurredOn.from)}: ${changedBetween(profileOn(state, occurredOn.from), profile)}.`,
  ProviderSucceeded: ({ data: { predecessorUrn, kind }, occurredOn }, state) =>
    `${nameOf(state)} carried on from the school with URN ${predecessorUrn} ${whenInWords(occurredOn)} (${inWords(kind)}).`,
  SchoolClosed: ({ data: { reasonCode }, occurredOn }, state) =>
    `${nameOf(state)} closed ${whenInWords(occurredOn)}: ${inWords(reasonCode)}.`,
};
