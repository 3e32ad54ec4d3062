import { onDay, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import { scenario, type Wish } from '#libs/event-sourcing/testing';
import { journeyRules, type JourneyCommand } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  receiveTransferIn,
  sendTransferOut,
  transferInId,
  transferInNotified,
  transferInReceived,
  transferOutSent,
} from '../journey/testing/transitions.examples.js';
import { transferInOf, transfersIn, transfersOut } from './transitions.state.js';

type Sent<T extends JourneyCommand['type']> = Extract<Wish<JourneyCommand>, { type: T }>;

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const on = (text: string) => onDay(day(text));
const between = (from: string, to: string): OccurredOn => ({
  from: day(from),
  to: day(to),
  precision: 'unknown',
});

describe('a plan that comes from another authority', () => {
  const receive = (
    more: Partial<typeof receiveTransferIn> = {},
    occurredOn: string | OccurredOn = '2025-09-08',
  ): Sent<'ReceiveTransferIn'> => ({
    type: 'ReceiveTransferIn',
    data: { ...receiveTransferIn, ...more },
    details: { occurredOn },
  });

  it('keeps the dates that its next review is counted from', () => {
    journey
      .given(registered)
      .when(receive())
      .thenRecorded({ type: 'TransferInReceived', data: transferInReceived.data })
      .thenState((state) =>
        expect(transferInOf(state, transferInId)).toEqual({
          transferInId,
          fromAuthority: '887',
          transferredOn: on('2025-09-08'),
          planMadeOn: '2023-03-01',
          lastReviewedOn: '2025-02-20',
        }),
      );
  });

  it('changes nothing when told again', () => {
    journey.given(registered, transferInReceived).when(receive()).thenNothing();
  });

  it.each<[string, Partial<typeof receiveTransferIn>, string]>([
    ['from another authority', { fromAuthority: '888' }, '2025-09-08'],
    ['of another plan', { planMadeOn: day('2023-03-02') }, '2025-09-08'],
    ['reviewed on another day', { lastReviewedOn: day('2025-02-21') }, '2025-09-08'],
    ['on another day', {}, '2025-09-09'],
  ])('may come a second time: %s', (_which, more, occurredOn) => {
    journey
      .given(registered, transferInReceived)
      .when(receive(more, occurredOn), { newId: () => 'transfer-in-2' })
      .thenState((state) => expect(transfersIn(state)).toHaveLength(2));
  });

  it('was made before it was transferred', () => {
    const planMadeOn = day('2025-09-09');
    journey
      .given(registered)
      .when(receive({ planMadeOn }))
      .thenRefused({ because: 'plan-made-after-transfer', planMadeOn });
    const { lastReviewedOn: _reviewed, ...unreviewed } = receiveTransferIn;
    for (const occurredOn of ['2025-09-09', between('2025-09-01', '2025-09-09')])
      journey
        .given(registered)
        .when({
          type: 'ReceiveTransferIn',
          data: { ...unreviewed, planMadeOn },
          details: { occurredOn },
        })
        .thenState((state) => expect(transfersIn(state)).toMatchObject([{ planMadeOn }]));
  });

  it('was reviewed after it was made and before it was transferred', () => {
    const given = journey.given(registered);
    given.when(receive({ lastReviewedOn: day('2023-02-28') })).thenRefused({
      because: 'reviewed-before-made',
      lastReviewedOn: '2023-02-28',
      planMadeOn: '2023-03-01',
    });
    given
      .when(receive({ lastReviewedOn: day('2025-09-09') }))
      .thenRefused({ because: 'reviewed-after-transfer', lastReviewedOn: '2025-09-09' });
    for (const lastReviewedOn of [day('2023-03-01'), day('2025-09-08')])
      given
        .when(receive({ lastReviewedOn }))
        .thenState((state) => expect(transfersIn(state)).toMatchObject([{ lastReviewedOn }]));
  });

  describe('is told to the family', () => {
    const notify = (more: object = {}, occurredOn = '2025-10-13'): Sent<'NotifyTransferIn'> => ({
      type: 'NotifyTransferIn',
      data: { transferInId, reassess: false, reviewBy: day('2026-02-19'), ...more },
      details: { occurredOn },
    });
    const told = [registered, transferInReceived, transferInNotified] as const;

    it('with when it will be reviewed', () => {
      journey
        .given(registered, transferInReceived)
        .when(notify())
        .thenRecorded({ type: 'TransferInNotified', data: transferInNotified.data })
        .thenState((state) =>
          expect(transferInOf(state, transferInId)).toMatchObject({
            notifiedOn: on('2025-10-13'),
            reassess: false,
            reviewBy: '2026-02-19',
          }),
        );
    });

    it('once: the same again changes nothing', () => {
      journey
        .given(...told)
        .when(notify())
        .thenNothing();
    });

    it.each([
      [{ reassess: true }, '2025-10-13'],
      [{ reviewBy: day('2026-02-18') }, '2025-10-13'],
      [{}, '2025-10-14'],
    ])('once: refuses %o on %s', (more, occurredOn) => {
      journey
        .given(...told)
        .when(notify(more, occurredOn))
        .thenRefused({
          because: 'transfer-in-already-notified',
          transferInId,
          notifiedOn: on('2025-10-13'),
        });
    });

    it('after a transfer that is there', () => {
      journey
        .given(registered)
        .when(notify())
        .thenRefused({ because: 'unknown-transfer-in', transferInId });
      journey
        .given(registered, transferInReceived)
        .when(notify({}, '2025-09-07'))
        .thenRefused({
          because: 'notified-before-transfer',
          transferInId,
          transferredOn: on('2025-09-08'),
        });
      journey
        .given(registered, transferInReceived)
        .when(notify({}, '2025-09-08'))
        .thenRecorded({ type: 'TransferInNotified', data: transferInNotified.data });
    });
  });
});

describe('a plan that goes to another authority', () => {
  const send = (
    more: Partial<typeof sendTransferOut> = {},
    occurredOn: string | OccurredOn = '2026-05-11',
  ): Sent<'SendTransferOut'> => ({
    type: 'SendTransferOut',
    data: { ...sendTransferOut, ...more },
    details: { occurredOn },
  });

  it('keeps the day the move became known', () => {
    journey
      .given(registered)
      .when(send())
      .thenRecorded({ type: 'TransferOutSent', data: transferOutSent.data })
      .thenState((state) =>
        expect(transfersOut(state)).toEqual([
          { ...transferOutSent.data, sentOn: on('2026-05-11') },
        ]),
      );
  });

  it('changes nothing when told again', () => {
    journey.given(registered, transferOutSent).when(send()).thenNothing();
  });

  it.each<[Partial<typeof sendTransferOut>, string]>([
    [{ toAuthority: '888' }, '2026-05-11'],
    [{ awareOn: day('2026-05-02') }, '2026-05-11'],
    [{ movedOn: day('2026-05-12') }, '2026-05-11'],
    [{}, '2026-05-12'],
  ])('may go a second time: %o on %s', (more, occurredOn) => {
    journey
      .given(registered, transferOutSent)
      .when(send(more, occurredOn), { newId: () => 'transfer-out-2' })
      .thenState((state) => expect(transfersOut(state)).toHaveLength(2));
  });

  it('is not sent before the move is known', () => {
    journey
      .given(registered)
      .when(send({}, '2026-04-30'))
      .thenRefused({ because: 'sent-before-aware', awareOn: '2026-05-01' });
    for (const occurredOn of ['2026-05-01', between('2026-04-01', '2026-05-01')])
      journey
        .given(registered)
        .when(send({}, occurredOn))
        .thenRecorded({ type: 'TransferOutSent', data: transferOutSent.data });
  });
});
