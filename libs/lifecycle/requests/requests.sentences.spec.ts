import { ERASED, type Happened } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  advised,
  answered,
  consultationId,
  consulted,
  expressed,
  preferenceId,
  referred,
  requested,
  requestId,
  requestWithdrawn,
} from '../journey/testing/requests.examples.js';
import type { RequestsEvent } from './requests.events.js';
import { requestsSentences } from './requests.sentences.js';

const journey = scenario(journeyRules, { context });

type Told = Extract<GivenEvent<JourneyEvent>, { type: RequestsEvent['type'] }>;

/** The sentence of an event, on a journey on which the others were recorded before. */
const sentenceOf = (told: Told, ...before: readonly GivenEvent<JourneyEvent>[]): string => {
  const { state } = journey.given(registered, ...before);
  const event = journey.given(told).history[0] as Happened<RequestsEvent>;
  const tell = requestsSentences[event.type];
  return tell(event as never, state);
};

describe('the timeline says', () => {
  it('what is looked for', () => {
    expect(sentenceOf(requested)).toBe(
      'A placement was requested (review): independent or non-maintained special school, day, 38 weeks a year, to start by 5 January 2026. “Speech and language therapy twice a week”',
    );
    const { startBy: _by, weeksPerYear: _weeks, provision: _provision, ...data } = requested.data;
    expect(
      sentenceOf({
        ...requested,
        data: { ...data, settingTypes: ['eotas', 'mainstream'], boarding: 'either', risks: ERASED },
      }),
    ).toBe('A placement was requested (review): EOTAS or mainstream, day or residential. [erased]');
  });

  it('how it changed, and that it was given up', () => {
    expect(
      sentenceOf({
        type: 'PlacementRequestAmended',
        data: {
          requestId,
          reasonCode: 'moveIn',
          settingTypes: ['hospital'],
          boarding: 'residential',
        },
      }),
    ).toBe('The placement request was changed (move in): hospital, residential.');
    expect(
      sentenceOf({
        ...requestWithdrawn,
        data: { ...requestWithdrawn.data, explanation: 'All well.' },
      }),
    ).toBe('The placement request was withdrawn: placement continues. “All well.”');
  });

  it('what the family wishes for', () => {
    expect(sentenceOf(expressed)).toBe(
      'A parent asked for Oakfield School (request under section 38).',
    );
    expect(
      sentenceOf({
        ...expressed,
        data: {
          ...{ preferenceId, by: 'youngPerson', basis: 's9', settingType: 'maintainedSpecial' },
          reasons: 'Friends go there.',
        },
      }),
    ).toBe(
      'The young person asked for maintained special (representation under section 9). “Friends go there.”',
    );
    expect(
      sentenceOf({ ...expressed, data: { preferenceId, by: 'representative', basis: 's9' } }),
    ).toBe('The representative asked for some setting (representation under section 9).');
  });

  it('what became of the wish', () => {
    const refused = {
      type: 'PreferenceDecided' as const,
      data: {
        ...{ preferenceId, outcome: 'refused' as const },
        grounds: ['othersEducation', 's9Expense', 'resources', 'unsuitable'] as const,
      },
    };
    expect(sentenceOf(refused, requested, expressed)).toBe(
      'The wish for Oakfield School was refused (the education of others, unreasonable public expenditure, the efficient use of resources, unsuitable).',
    );
    expect(sentenceOf({ ...refused, data: { preferenceId, outcome: 'agreed', grounds: [] } })).toBe(
      'The wish for some setting was agreed.',
    );
  });

  it('what the panel was asked, and advised', () => {
    expect(sentenceOf(referred)).toBe(
      'The setting panel was asked for its advice, for its meeting on 12 September 2025.',
    );
    expect(
      sentenceOf({
        ...referred,
        data: { referralId: 'referral-2', panel: 'funding', question: 'Jointly?' },
      }),
    ).toBe('The funding panel was asked for its advice. “Jointly?”');
    expect(sentenceOf(advised, requested, referred)).toBe(
      'The setting panel advised: agree, independent or non-maintained special school.',
    );
    expect(
      sentenceOf({
        ...advised,
        data: {
          ...{ referralId: 'referral-9', recommendation: 'agreeWithConditions' },
          conditions: 'Review in May.',
        },
      }),
    ).toBe('The asked panel advised: agree with conditions. “Review in May.”');
  });

  it('which kind of setting was decided', () => {
    const decided = {
      type: 'SettingTypeDecided' as const,
      data: { requestId, settingType: 'specialPost16' as const },
    };
    expect(sentenceOf(decided)).toBe('The kind of setting was decided: special post 16.');
    expect(
      sentenceOf({ ...decided, data: { ...decided.data, boarding: 'day', reasons: 'Near home.' } }),
    ).toBe('The kind of setting was decided: special post 16, day. “Near home.”');
  });

  it('whom the authority consulted, and how often it asked', () => {
    expect(sentenceOf(consulted)).toBe('Oakfield School was consulted.');
    expect(
      sentenceOf(
        { type: 'ConsultationChased', data: { consultationId, way: 'email', note: 'Again.' } },
        requested,
        consulted,
      ),
    ).toBe('Oakfield School was reminded to answer (email). “Again.”');
    expect(
      sentenceOf({ type: 'ConsultationChased', data: { consultationId, way: 'letter' } }),
    ).toBe('The school was reminded to answer (letter).');
    expect(
      sentenceOf(
        { type: 'ConsultationWithdrawn', data: { consultationId, reasonCode: 'placedElsewhere' } },
        requested,
        consulted,
      ),
    ).toBe('Oakfield School is no longer asked: placed elsewhere.');
  });

  it.each([
    ['canMeet', 'can meet the needs'],
    ['cannot', 'cannot meet the needs'],
    ['noPlace', 'has no place'],
    ['waitingList', 'has a waiting list'],
  ] as const)('what a school answered: %s', (outcome, words) =>
    expect(
      sentenceOf({ ...answered, data: { ...answered.data, outcome } }, requested, consulted),
    ).toBe(`Oakfield School answered that it ${words}.`),
  );

  it('on what grounds, and in which words', () =>
    expect(
      sentenceOf(
        {
          ...answered,
          data: { consultationId, outcome: 'cannot', grounds: ['ageRange'], text: 'Too young.' },
        },
        requested,
        consulted,
      ),
    ).toBe('Oakfield School answered that it cannot meet the needs (age range). “Too young.”'));

  it('why others were not consulted', () =>
    expect(
      sentenceOf({
        type: 'NotConsultedRecorded',
        data: {
          requestId,
          groups: [
            { reasonCode: 'tooFar', providerIds: ['a', 'b'] },
            { reasonCode: 'full', providerIds: ['c'] },
          ],
        },
      }),
    ).toBe('It was noted why other schools were not consulted: 2 schools too far, 1 school full.'));

  it('a message that went with the papers', () =>
    expect(
      sentenceOf({
        ...consulted,
        data: { ...consulted.data, message: 'By 2 October, please.' },
      }),
    ).toBe('Oakfield School was consulted. “By 2 October, please.”'));
});
