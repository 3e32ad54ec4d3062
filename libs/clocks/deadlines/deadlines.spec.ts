import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createCodec,
  FIRST_PREVIOUS,
  keepSealed,
  onDay,
  type Instant,
  type NewEvent,
  type Placed,
} from '#libs/event-sourcing';
import { day, fact, recordedAs } from '../testing/index.js';
import { deadlineCatalogue, type DeadlineEvent } from './deadline.events.js';
import { deadlinesToTell } from './deadlines.js';

const arranged = fact('ReviewArranged', '2025-12-10', {
  ...{ reviewId: 'r', kind: 'annual', statutory: true, meetingOn: day('2026-01-14') },
});
const papers = fact('ReviewPapersCirculated', '2025-12-20', { reviewId: 'r' });
const held = recordedAs(fact('ReviewMeetingHeld', '2026-01-14', { reviewId: 'r' }), {
  entryId: 'meeting',
});
const report = fact('ReviewReportReceived', '2026-01-20', { reviewId: 'r' });
const decided = (when: string) =>
  fact('ReviewDecisionNotified', when, { reviewId: 'r', outcome: 'amend' });
const review = [arranged, papers, held, report];
const running = { clock: 'C14', startedBy: 'meeting', dueOn: day('2026-02-11') } as const;

type Facts = typeof review;

/** A history of reports, as passes on some days write it. */
const passes = (...days: readonly (readonly [on: string, standing: Facts])[]) => {
  const written: Placed<DeadlineEvent>[] = [];
  for (const [on, standing] of days)
    for (const told of deadlinesToTell(standing, written, day(on)))
      written.push({
        ...told.event,
        ...{ eventId: `event-${written.length}`, entryId: 'e', revision: written.length },
        ...{ occurredOn: onDay(told.on), irregularities: [] },
        actor: { id: 'watcher', role: 'system' },
      });
  return written.map(({ type, data, occurredOn }) => ({ type, data, on: occurredOn.from }));
};

const missed = {
  ...{ type: 'DeadlineMissed', on: '2026-02-12' },
  data: { ...running, force: 'statutory' },
};
const withdrawn = (on: string, because: string) => ({
  ...{ type: 'DeadlineMissWithdrawn', on },
  data: { ...running, because },
});

describe('a deadline that passes', () => {
  it('is reported the day after, once', () => {
    expect(passes(['2026-02-11', review])).toEqual([]);
    expect(passes(['2026-02-12', review], ['2026-02-12', review], ['2026-03-12', review])).toEqual([
      missed,
    ]);
  });

  it('stays reported when it is met late', () => {
    expect(
      passes(['2026-02-12', review], ['2026-03-01', [...review, decided('2026-02-20')]]),
    ).toEqual([missed]);
  });

  it('is reported though it was met, if late, before anybody looked', () => {
    expect(passes(['2026-03-01', [...review, decided('2026-02-20')]])).toEqual([missed]);
  });

  it('is taken back when a late fact shows that it was met in time', () => {
    expect(
      passes(['2026-02-12', review], ['2026-02-20', [...review, decided('2026-02-10')]]),
    ).toEqual([missed, withdrawn('2026-02-20', 'metInTime')]);
  });

  it('is taken back when its start is annulled', () => {
    expect(passes(['2026-02-12', review], ['2026-02-13', [arranged, papers]])).toEqual([
      missed,
      withdrawn('2026-02-13', 'notOwed'),
    ]);
  });

  it('is reported anew when what took it back is annulled, and taken back anew', () => {
    const met = [...review, decided('2026-02-10')];
    const days = ['2026-02-12', '2026-02-13', '2026-02-13', '2026-02-13', '2026-02-14'] as const;
    const [one, two, three, four, five] = days;
    expect(passes([one, review], [two, met], [three, review], [four, met], [five, met])).toEqual([
      missed,
      withdrawn('2026-02-13', 'metInTime'),
      missed,
      withdrawn('2026-02-13', 'metInTime'),
    ]);
  });

  it('is reported for the new day where the start was put right', () => {
    const later = recordedAs(fact('ReviewMeetingHeld', '2026-01-15', { reviewId: 'r' }), {
      entryId: 'meeting',
    });
    expect(
      passes(['2026-02-12', review], ['2026-02-13', [arranged, papers, later, report]]),
    ).toMatchObject([
      { type: 'DeadlineMissed', data: { dueOn: '2026-02-11' } },
      { type: 'DeadlineMissed', data: { dueOn: '2026-02-12' } },
      { type: 'DeadlineMissWithdrawn', data: { dueOn: '2026-02-11', because: 'notOwed' } },
    ]);
  });

  it('is taken back when an exception was recorded', () => {
    const plan = (exceptions: readonly 'absentFromArea'[]) =>
      recordedAs(
        fact('PlanRecorded', '2026-01-05', {
          ...{ planId: 'p', requestReceivedOn: day('2026-01-05'), exceptions },
          ...{ assessmentAgreedOn: day('2026-02-01'), draftServedOn: day('2026-03-01') },
        }),
        { entryId: 'plan' },
      );
    expect(
      passes(['2026-06-01', [plan([])]], ['2026-06-02', [plan(['absentFromArea'])]]),
    ).toMatchObject([
      { type: 'DeadlineMissed', data: { clock: 'C04' } },
      { type: 'DeadlineMissWithdrawn', data: { clock: 'C04', because: 'excepted' } },
    ]);
  });

  it('before `clocksFrom` is nobody’s', () => {
    const forward = (from: string) =>
      fact('BroughtForward', '2026-03-01', { clocksFrom: day(from) });
    expect(passes(['2026-03-02', [...review, forward('2026-02-12')]])).toEqual([]);
    expect(passes(['2026-03-02', [...review, forward('2026-02-11')]])).toEqual([missed]);
  });

  it.each(['RecordDisposed', 'JourneyMergedInto'] as const)('is not told of after %s', (type) => {
    const closed = fact(type, '2026-02-20');
    expect(passes(['2026-02-25', [...review, closed]])).toEqual([]);
    expect(passes(['2026-02-12', review], ['2026-02-25', [...review, closed]])).toEqual([missed]);
  });

  it('that is a window or advice is nobody’s miss', () => {
    const notice = fact('AmendmentNoticeSent', '2026-02-09', { amendmentId: 'a' });
    const told = passes(['2026-03-20', [notice]]);
    expect(told).toEqual([]);
  });
});

describe('what is stored of it', () => {
  const codec = createCodec<DeadlineEvent>(deadlineCatalogue);
  const stream = 'clocks-journey-1';
  const events: readonly DeadlineEvent[] = [
    { type: 'DeadlineMissed', data: { ...running, part: 'papers', force: 'guidance' } },
    { type: 'DeadlineMissWithdrawn', data: { ...running, because: 'metInTime' } },
  ];
  const written = (told: DeadlineEvent, revision: number): NewEvent =>
    codec.encode(
      {
        ...told,
        ...{
          eventId: `event-${revision}`,
          entryId: 'entry-1',
          occurredOn: onDay(day('2026-02-12')),
        },
        ...{ actor: { id: 'deadline-watcher', role: 'system' }, irregularities: [] },
      },
      {
        ...{ authority: '886', stream, revision, previous: FIRST_PREVIOUS, key: undefined },
        ...{ recordedAt: '2026-02-12T06:00:00.000000Z' as Instant, source: 'system' },
        ...{ correlationId: 'pass-1', iv: () => Buffer.alloc(12) },
        command: { id: 'command-1', caller: 'deadline-watcher', digest: 'd' },
      },
    );
  const golden = (name: string): NewEvent =>
    JSON.parse(readFileSync(join(__dirname, 'golden', `${name}.json`), 'utf8')) as NewEvent;

  it.each(
    events.map(
      (told, revision) => [deadlineCatalogue[told.type].storedAs, told, revision] as const,
    ),
  )('%s is byte by byte what it always was', (name, told, revision) => {
    expect(written(told, revision)).toEqual(golden(name));
    const stored = { ...golden(name), stream, revision, position: 'x:1', knownAt: '' as Instant };
    expect(codec.decode([stored as never], keepSealed)[0]).toMatchObject(told);
  });

  it('holds nothing that is personal', () => {
    for (const { personal } of Object.values(deadlineCatalogue)) expect(personal).toEqual({});
  });
});
