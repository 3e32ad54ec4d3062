import type { LocalDate } from '#libs/event-sourcing';
import { isAnswerable, readQuestion, type RawQuestion } from '../measures/read-question.js';
import {
  answered,
  consulted,
  openWorld,
  registered,
  requested,
  type World,
} from '../testing/index.js';
import { kpiMeasures } from './kpi.measures.js';

describe('an indicator as a measure', () => {
  let world: World;
  beforeEach(async () => {
    world = openWorld();
    await world.tell('1', registered());
    await world.tell('1', requested(5), consulted(6, 1), consulted(6, 2));
    await world.tell('1', answered(12, 'request-1-c1'));
  });
  afterEach(() => world.close());

  const asked = async (more: RawQuestion, today = '2023-08-31') => {
    await world.settled();
    const measure = kpiMeasures.find(({ name }) => name === 'provider-k13');
    if (!measure) throw new Error('No such measure.');
    const question = readQuestion(measure, { from: '2022-09-01', to: '2023-08-31', ...more });
    if (!isAnswerable(question)) throw new Error(JSON.stringify(question));
    const { cells } = await world.readModels.askMeasure({ measure, question }, today as LocalDate);
    return cells.map(({ dims, value, n }) => [dims, value, n]);
  };

  it('is of all schools, of each, or of one', async () => {
    expect(await asked({})).toEqual([[{}, 0.5, 2]]);
    expect(await asked({ by: 'provider' })).toEqual([
      [{ provider: 'provider-1' }, 1, 1],
      [{ provider: 'provider-2' }, 0, 1],
    ]);
    expect(await asked({ where: 'provider:provider-2' })).toEqual([
      [{ provider: 'provider-2' }, 0, 1],
    ]);
  });

  it('counts nothing that is not due yet', async () => {
    // Asked on 7 September: due on 22 September.
    expect(await asked({}, '2022-09-21')).toEqual([]);
    expect(await asked({}, '2022-09-22')).toEqual([[{}, 0.5, 2]]);
  });
});
