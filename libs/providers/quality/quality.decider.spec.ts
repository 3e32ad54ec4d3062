import { day, provider, registeredProvider } from '../testing/provider.examples.js';

const report = {
  scheme: 'ofstedReportCard',
  judgements: [
    { area: 'safeguarding', value: 'met' },
    { area: 'inclusion', value: 'needsAttention' },
  ],
  publishedOn: day('2026-04-01'),
} as const;
const asked = { ...report, judgements: [...report.judgements] };
const inspected = {
  type: 'InspectionRecorded',
  data: { ...report, inspectionId: 'inspection-0' },
  occurredOn: '2026-03-05',
} as const;
const inspect = (data: object = {}, occurredOn = '2026-03-05') =>
  ({
    type: 'RecordInspection',
    data: { ...asked, ...data },
    details: { occurredOn },
  }) as const;

describe('an inspection', () => {
  it('is recorded area by area', () => {
    provider.given(registeredProvider).when(inspect()).thenRecorded(inspected);
  });

  it('is told once; another day is another inspection', () => {
    const history = provider.given(registeredProvider, inspected);
    history.when(inspect()).thenNothing();
    history
      .when(inspect({}, '2026-03-06'))
      .thenRecorded({ ...inspected, occurredOn: '2026-03-06' });
  });

  it.each([
    ['ofstedGraded', 'exceptional'],
    ['ofstedReportCard', 'good'],
    ['isi', 'good'],
    ['ofstedSocialCare', 'met'],
    ['cqc', 'notMet'],
  ] as const)('by %s has no value %s', (scheme, value) => {
    provider
      .given(registeredProvider)
      .when(inspect({ scheme, judgements: [{ area: 'overall', value }] }))
      .thenRefused({ because: 'value-not-of-scheme', scheme, value });
  });

  it.each([
    ['ofstedGraded', ['outstanding', 'good', 'requiresImprovement', 'inadequate', 'met']],
    ['ofstedReportCard', ['exceptional', 'strongStandard', 'expectedStandard', 'notMet']],
    ['ofstedReportCard', ['needsAttention', 'urgentImprovement', 'met']],
    ['isi', ['met', 'notMet']],
    ['ofstedSocialCare', ['outstanding', 'good', 'requiresImprovement', 'inadequate']],
    ['cqc', ['outstanding', 'good', 'requiresImprovement', 'inadequate']],
  ] as const)('by %s has the values %j', (scheme, values) => {
    for (const value of values)
      provider
        .given(registeredProvider)
        .when(inspect({ scheme, judgements: [{ area: 'overall', value }] }))
        .thenState((state) => expect(Object.keys(state.quality.inspections)).toHaveLength(1));
  });

  it('judges an area once', () => {
    provider
      .given(registeredProvider)
      .when(inspect({ judgements: [report.judgements[0], report.judgements[0]] }))
      .thenRefused({ because: 'area-judged-twice', area: 'safeguarding' });
  });

  it('is published on its day at the earliest, if at all', () => {
    for (const publishedOn of [day('2026-03-05'), undefined])
      provider
        .given(registeredProvider)
        .when(inspect({ publishedOn }))
        .thenRecorded({ ...inspected, data: { ...inspected.data, publishedOn } });
    provider
      .given(registeredProvider)
      .when(inspect({ publishedOn: day('2026-03-04') }))
      .thenRefused({ because: 'published-before-inspection', publishedOn: '2026-03-04' });
  });
});

const visit = {
  kind: 'annual',
  ratings: [{ area: 'safeguarding', rating: 'good' }],
  actions: [{ actionRef: 'A1', owner: 'provider', dueOn: day('2026-05-01') }],
} as const;
const visiting = { ...visit, ratings: [...visit.ratings], actions: [...visit.actions] };
const visited = {
  type: 'QualityVisitRecorded',
  data: { ...visit, visitId: 'visit-0' },
  occurredOn: '2026-03-05',
} as const;

describe('a quality visit', () => {
  it('is recorded', () => {
    provider
      .given(registeredProvider)
      .when({
        type: 'RecordQualityVisit',
        data: visiting,
        details: { occurredOn: '2026-03-05' },
      })
      .thenRecorded(visited);
  });

  it('is told again by its id, with an action closed', () => {
    const history = provider.given(registeredProvider, visited);
    const again = { ...visiting, visitId: 'visit-0' };
    const details = { occurredOn: '2026-03-05' };
    history.when({ type: 'RecordQualityVisit', data: again, details }).thenNothing();
    const actions = [{ ...visit.actions[0], closedOn: day('2026-04-20') }];
    history
      .when({ type: 'RecordQualityVisit', data: { ...again, actions }, details })
      .thenRecorded({ ...visited, data: { ...visited.data, actions } })
      .thenState((state) => expect(state.quality.visits['visit-0']?.actions).toEqual(actions));
  });

  it('is told again only where there is one', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RecordQualityVisit', data: { ...visiting, visitId: 'visit-9' } })
      .thenRefused({ because: 'unknown-visit', visitId: 'visit-9' });
  });
});

const figures = {
  from: day('2026-01-01'),
  to: day('2026-03-31'),
  complete: true,
  values: [{ kpi: 'K1', numerator: 910, denominator: 1000 }],
} as const;
const returning = { ...figures, values: [...figures.values] };
const returned = { type: 'KpiReturnReceived', data: figures } as const;

describe('a return of figures', () => {
  it('is received', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'ReceiveKpiReturn', data: returning })
      .thenRecorded(returned);
  });

  it('is told once, and replaced when told otherwise', () => {
    const history = provider.given(registeredProvider, returned);
    history.when({ type: 'ReceiveKpiReturn', data: returning }).thenNothing();
    history
      .when({ type: 'ReceiveKpiReturn', data: { ...returning, complete: false } })
      .thenRecorded({ ...returned, data: { ...figures, complete: false } });
    history
      .when({ type: 'ReceiveKpiReturn', data: { ...returning, to: day('2026-04-30') } })
      .thenRecorded({ ...returned, data: { ...figures, to: day('2026-04-30') } });
  });

  it('tells each figure once', () => {
    provider
      .given(registeredProvider)
      .when({
        type: 'ReceiveKpiReturn',
        data: { ...returning, values: [figures.values[0], figures.values[0]] },
      })
      .thenRefused({ because: 'figure-told-twice', kpi: 'K1' });
  });

  it('is about a time that does not end before it begins', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'ReceiveKpiReturn', data: { ...returning, to: day('2025-12-31') } })
      .thenRefused({ because: 'ends-before-it-begins', from: '2026-01-01', to: '2025-12-31' });
  });
});
