import type { LocalDate } from '#libs/event-sourcing';
import {
  agreed,
  annulled,
  answered,
  arranged,
  assigned,
  chased,
  consulted,
  day,
  ended,
  held,
  month,
  offered,
  on,
  openWorld,
  registered,
  requested,
  school,
  started,
  termsChanged,
  wholeLife,
  type World,
} from './testing/index.js';

const viewer = { id: 'staff-9', seesRestricted: false };
const page = { viewer, limit: 20 };

describe('tables of journeys', () => {
  let world: World;
  beforeEach(() => {
    world = openWorld();
  });
  afterEach(() => world.close());

  const register = async () => {
    await world.settled();
    return (await world.readModels.registerPage(page)).rows;
  };
  const worklist = async (officer = 'officer-1', today: LocalDate = day(20)) => {
    await world.settled();
    return (await world.readModels.worklistPage({ ...page, whose: { officer }, today })).rows;
  };

  describe('the register', () => {
    it('shows a placement as agreed, with its school, price and learner', async () => {
      await world.tell('1', registered());
      await world.tell('1', agreed(30, 7));
      expect(await register()).toEqual([
        {
          ...{ journeyId: '1', placementId: 'placement-1', status: 'agreed', stale: false },
          ...{ provider_id: 'provider-7', urn: '140007', school: 'School 7' },
          ...{ category: 'independent', section41: 0, in_area: 1, rank: 'main', basis: 'offer' },
          ...{ agreed_from: day(30), agreed_to: day(30), agreed_precision: 'day' },
          ...{ planned_start: null, started_from: null, started_to: null, started_precision: null },
          ...{ funded_from: null, ended_from: null, ended_to: null, ended_precision: null },
          ...{ place_ended_on: null, funded_until: null, ending_reason: null, ending_group: null },
          // 64,000.00 a year, and two hours of 95.00 in each of 38 weeks.
          ...{ route: 'lotA', weeks: 38, residential: 0, price_pence: 6_400_000 + 722_000 },
          ...{ terms_from: null, request_id: 'request-1', need: 'ASD', cohort: 2016 },
        },
      ]);
    });

    it('shows a start known to the month, changed terms and an ending', async () => {
      await world.tell('1', registered());
      await world.tell('1', agreed(30, 7));
      await world.tell('1', started(month('2022-10')));
      await world.tell('1', termsChanged(300, 240));
      await world.tell('1', ended(400, 'PRVNEED'));
      expect(await register()).toMatchObject([
        {
          ...{ status: 'ended', started_from: '2022-10-01', started_to: '2022-10-28' },
          ...{ started_precision: 'month', price_pence: 7_000_000, terms_from: day(240) },
          ...{ ended_from: day(400), ending_reason: 'PRVNEED', ending_group: 'unplanned' },
        },
      ]);
    });

    it('tells a placement that fell through from one that did not start', async () => {
      await world.tell('1', registered());
      await world.tell('1', agreed(30, 1), agreed(31, 2, { placementId: 'placement-2' }));
      await world.tell('1', {
        ...{ type: 'PlacementFellThrough', on: on(40) },
        data: { placementId: 'placement-1', by: 'family', reasonCode: 'familyDeclined' },
      });
      await world.tell('1', {
        ...{ type: 'DidNotStart', on: on(50) },
        data: { placementId: 'placement-2', reasonCode: 'other' },
      });
      expect((await register()).map(({ status }) => status)).toEqual([
        'fellThrough',
        'didNotStart',
      ]);
    });
  });

  describe('the worklist', () => {
    it('counts what is open, since when, and who chased last', async () => {
      await world.tell('1', registered());
      await world.tell('1', assigned(1, 'officer-1'));
      await world.tell('1', requested(5));
      await world.tell('1', consulted(6, 1), consulted(8, 2), consulted(9, 3));
      await world.tell('1', answered(12, 'request-1-c1'));
      await world.tell('1', chased(14, 'request-1-c2', 'staff-4'));
      await world.tell('1', chased(13, 'request-1-c3', 'staff-5'));
      await world.tell('1', offered(15, 1));
      await world.tell('1', arranged(16, 'review-2', 90), arranged(16, 'review-1', 60));
      expect(await worklist()).toEqual([
        {
          ...{ journeyId: '1', stale: false, officer: 'officer-1', team: 'team-west' },
          ...{ since: day(1), open_requests: 1, requested_on: day(5), start_by: day(95) },
          ...{ consultations_awaited: 2, awaited_since: day(8) },
          ...{ last_chased_on: day(14), last_chased_by: 'staff-4' },
          ...{ open_offers: 1, offer_valid_until: day(45) },
          ...{ next_review_on: day(60), next_review_kind: 'annual' },
          ...{ approvals_awaited: 0, approval_sought_on: null, pending_appeals: 0 },
          current_placements: 0,
          next: {
            ...{ code: 'C06', step: 'Chase the school’s answer', part: null, dueOn: day(23) },
            ...{ source: 'SEND Code of Practice, 9.83', daysOverdue: 0, startedBy: '1/3' },
            about: { kind: 'consultation', id: 'request-1-c2', school: 'School 2' },
            ...{ chases: 1, lastChasedOn: day(14), lastChasedBy: 'staff-4' },
            ...{ explanation: null, openSteps: 5 },
          },
        },
      ]);
    });

    it('counts a request no longer once its placement is agreed, and a review once it is held', async () => {
      await world.tell('1', registered());
      await world.tell('1', assigned(1, 'officer-1'));
      await world.tell('1', requested(5), consulted(6, 1), offered(7, 1));
      await world.tell('1', agreed(8, 1));
      await world.tell('1', arranged(9, 'review-1', 12), held(12, 'review-1'));
      expect(await worklist()).toMatchObject([
        {
          ...{ open_requests: 0, consultations_awaited: 0, open_offers: 0, next_review_on: null },
          current_placements: 1,
        },
      ]);
    });

    it('waits for no review that was called off, until another day is set', async () => {
      await world.tell('1', registered());
      await world.tell('1', assigned(1, 'officer-1'));
      await world.tell('1', agreed(8, 1), arranged(9, 'review-1', 40));
      await world.tell('1', {
        ...{ type: 'ReviewCalledOff', on: on(20) },
        data: { reviewId: 'review-1', cause: 'illness' },
      });
      expect(await worklist()).toMatchObject([{ next_review_on: null, next_review_kind: null }]);
      await world.tell('1', {
        ...{ type: 'ReviewRearranged', on: on(22) },
        data: { reviewId: 'review-1', meetingOn: day(50), cause: 'illness' },
      });
      expect(await worklist()).toMatchObject([{ next_review_on: day(50) }]);
    });

    it('forgets a chase whose entry was annulled', async () => {
      await world.tell('1', registered());
      await world.tell('1', assigned(1, 'officer-1'));
      await world.tell('1', requested(5), consulted(6, 1));
      await world.tell('1', chased(7, 'request-1-c1'));
      await world.tell('1', annulled(8, '1/4'));
      expect(await worklist()).toMatchObject([{ last_chased_on: null, last_chased_by: null }]);
    });

    it('gives a case to its cover for as long as it lasts, and then back', async () => {
      await world.tell('1', registered());
      await world.tell('1', assigned(1, 'officer-1'));
      await world.tell('1', assigned(10, 'officer-2', 15));
      const whoOn = async (at: number) => [
        (await worklist('officer-1', day(at))).map(({ since }) => since),
        (await worklist('officer-2', day(at))).map(({ since }) => since),
      ];
      expect(await whoOn(9)).toEqual([[day(1)], []]);
      expect(await whoOn(10)).toEqual([[], [day(10)]]);
      expect(await whoOn(15)).toEqual([[], [day(10)]]);
      expect(await whoOn(16)).toEqual([[day(1)], []]);
    });

    it('shows what nobody has', async () => {
      await world.tell('1', registered());
      await world.tell('2', registered());
      await world.tell('2', assigned(1, 'officer-1'));
      await world.settled();
      const of = async (whose: { team: string } | { unassigned: true }) =>
        (await world.readModels.worklistPage({ ...page, whose, today: day(5) })).rows.map(
          ({ journeyId }) => journeyId,
        );
      expect(await of({ unassigned: true })).toEqual(['1']);
      expect(await of({ team: 'team-west' })).toEqual(['2']);
    });
  });

  describe('what is irregular or not known well', () => {
    it('lists broken rules, the latest first, without the reasons', async () => {
      await world.tell('1', registered());
      await world.tell('1', agreed(30, 1, { irregular: ['lapsed-offer', 'second-main'] }));
      await world.tell('2', registered());
      await world.tell('2', agreed(30, 1, { irregular: ['lapsed-offer'] }));
      await world.settled();
      const { rows } = await world.readModels.irregularitiesPage(page);
      expect(rows.map(({ journeyId, code }) => [journeyId, code])).toEqual([
        ['2', 'lapsed-offer'],
        ['1', 'second-main'],
        ['1', 'lapsed-offer'],
      ]);
      expect(rows[0]).toMatchObject({
        ...{ entry: '2/1', event: 'PlacementAgreed', occurred_from: day(30) },
        ...{ actor: 'staff-1', actor_role: 'caseworker', actor_team: 'team-west' },
        knownSince: '2025-09-01T09:00:04.000000Z',
      });
      expect(JSON.stringify(rows)).not.toContain('manager');
    });

    it('lists one no longer when its entry is annulled', async () => {
      await world.tell('1', registered());
      await world.tell('1', agreed(30, 1, { irregular: ['lapsed-offer'] }));
      await world.tell('1', annulled(31, '1/1'));
      await world.settled();
      expect((await world.readModels.irregularitiesPage(page)).rows).toEqual([]);
    });

    it('lists vague dates and reasons that are awaited', async () => {
      await world.tell('1', registered());
      await world.tell('1', agreed(30, 1));
      await world.tell('1', started(month('2022-10')));
      await world.tell('1', ended(400, 'AWAITED'));
      await world.settled();
      const { rows } = await world.readModels.dataQualityPage(page);
      expect(rows.map(({ kind, event, about }) => [kind, event, about])).toEqual([
        ['partialDate', 'PlacementStarted', 'placement-1'],
        ['awaitedReason', null, 'placement-1'],
      ]);
    });
  });

  it('are the same when built anew from long lives, and follow from the log', async () => {
    for (const id of ['1', '2', '3'])
      for (const append of wholeLife(Number(id), id)) await world.tell(id, ...append);
    const before = await register();
    expect(before).toHaveLength(3);
    await world.readModels.rebuild();
    expect(await register()).toEqual(before);
    const { journeys, people } = await world.readModels.check();
    expect([journeys.differences, people.differences]).toEqual([[], []]);
    expect(journeys.rows).toBeGreaterThan(60);
  });

  it('hold nothing that is personal', async () => {
    await world.tell('1', registered('Featherstonehaugh'));
    await world.tell('1', requested(5), consulted(6, 1), offered(7, 1));
    await world.tell('1', agreed(30, 1, { irregular: ['lapsed-offer'] }));
    const rows = JSON.stringify([await register(), await worklist()]);
    for (const personal of ['Featherstonehaugh', 'Small classes', '2011-05-06', 'a visit'])
      expect(rows).not.toContain(personal);
    expect(rows).toContain(school(1).name);
  });
});
