import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  answered,
  consultationId,
  consulted,
  expressed,
  requested,
  requestId,
  requestWithdrawn,
} from '../journey/testing/requests.examples.js';
import { asksWhyNotConsulted, consultationOf, isAwaited, requestsOf } from './requests.state.js';

const journey = scenario(journeyRules, { context });
const after = (...told: readonly GivenEvent<JourneyEvent>[]) =>
  journey.given(registered, ...told).state;

const withdrawn = {
  type: 'ConsultationWithdrawn' as const,
  data: { consultationId, reasonCode: 'other' as const },
};
const noted = {
  type: 'NotConsultedRecorded' as const,
  data: { requestId, groups: [{ reasonCode: 'full' as const, providerIds: ['school-1'] }] },
};
const forTribunal = { ...requested, data: { ...requested.data, reasonCode: 'tribunal' as const } };
const underS9 = { ...expressed, data: { ...expressed.data, basis: 's9' as const } };
const elsewhere = { ...expressed, data: { ...expressed.data, requestId: undefined } };

describe('it is asked why other schools were not consulted', () => {
  it.each([
    ['once a school was', [requested, consulted], true],
    ['also after a representation under section 9', [requested, underS9, consulted], true],
    [
      'also when another request follows a section 38 wish',
      [requested, elsewhere, consulted],
      true,
    ],
    ['not for an unknown request', [], false],
    ['not before any school was', [requested], false],
    ['not when it was said', [requested, consulted, noted], false],
    ['not for a tribunal order', [forTribunal, consulted], false],
    ['not after a section 38 request', [requested, expressed, consulted], false],
    ['not when the request was withdrawn', [requested, consulted, requestWithdrawn], false],
  ] as const)('%s', (_case, told, asks) =>
    expect(asksWhyNotConsulted(after(...told), requestId)).toBe(asks),
  );
});

describe('an answer is awaited', () => {
  it.each([
    ['from the day a school was asked', [consulted], true],
    ['until it answers', [consulted, answered], false],
    ['or is no longer asked', [consulted, withdrawn], false],
  ] as const)('%s', (_case, told, awaited) => {
    const consultation = consultationOf(after(requested, ...told), consultationId);
    expect(consultation && isAwaited(consultation)).toBe(awaited);
  });
});

it('keeps all requests of a learner', () =>
  expect(
    requestsOf(
      after(requested, { ...requested, data: { ...requested.data, requestId: 'request-2' } }),
    ).map((one) => one.requestId),
  ).toEqual([requestId, 'request-2']));

it('is the same in whatever order it was recorded', () => {
  const told = [requested, expressed, consulted, answered, requestWithdrawn];
  expect(after(...told.toReversed()).requests).toEqual(after(...told).requests);
});
