import { askedTogether } from './asked-together.js';

const doubling = () => {
  const batches: (readonly number[])[] = [];
  const together = askedTogether((asked: readonly number[]) => {
    batches.push(asked);
    if (asked.includes(13)) throw new Error('No luck.');
    return asked.map((number) => 2 * number);
  });
  return { batches, together };
};

describe('asking together', () => {
  it('answers at once what was asked in one turn, each with its own answer', async () => {
    const { batches, together } = doubling();
    await expect(Promise.all([1, 2, 3].map(together.ask))).resolves.toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('begins anew for what is asked later', async () => {
    const { batches, together } = doubling();
    await together.ask(1);
    await expect(together.ask(2)).resolves.toBe(4);
    expect(batches).toEqual([[1], [2]]);
  });

  it('tells all who asked when it fails, and then goes on', async () => {
    const { together } = doubling();
    const outcomes = await Promise.allSettled([1, 13].map(together.ask));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(together.ask(4)).resolves.toBe(8);
  });

  it('can be made to answer before the turn is over', async () => {
    const { batches, together } = doubling();
    const asked = together.ask(5);
    together.answer();
    expect(batches).toEqual([[5]]);
    await expect(asked).resolves.toBe(10);
  });
});
