import type { LocalDate } from '#libs/event-sourcing';
import { successorsIn, type Succession } from './successors.js';

const took = (predecessorUrn: string, successorId: string, on = '2024-09-01'): Succession => ({
  ...{ predecessorUrn, successorId, on: on as LocalDate, predecessorId: undefined },
});

const urns = new Map([
  ['a', ['100001']],
  ['b', ['100002', '100012']],
  ['c', ['100003']],
]);

describe('successors', () => {
  const chain = successorsIn([took('100001', 'b'), took('100002', 'c', '2026-01-01')], urns);

  it('are followed to the last, through any number of steps', () => {
    expect(chain.successorOf('100001')).toBe('100003');
    expect(chain.successorOf('100002')).toBe('100003');
    expect(chain.successorOf('100003')).toBe('100003');
    expect(chain.successorOf('999999')).toBe('999999');
  });

  it('are one school with all before them, by whichever name a journey has it', () => {
    const names = [{ providerId: 'a' }, { urn: '100012' }, { urn: '100003' }, { providerId: 'c' }];
    expect(names.map(chain.schoolOf)).toEqual(['c', 'c', 'c', 'c']);
    expect(chain.schoolOf({ urn: '999999' })).toBe('urn/999999');
    expect(chain.schoolOf({ providerId: null, urn: null })).toBeUndefined();
  });

  it('carry on from the one before, and never the other way round', () => {
    expect(chain.carriesOn({ urn: '100001' }, { providerId: 'c' })).toBe(true);
    expect(chain.carriesOn({ providerId: 'c' }, { urn: '100001' })).toBe(false);
    expect(chain.carriesOn({ urn: '100002' }, { urn: '100012' })).toBe(true);
    expect(chain.carriesOn({}, {})).toBe(false);
  });

  it('may be two: either carries on, and the school is that of the first', () => {
    const split = successorsIn([took('100001', 'c', '2024-09-02'), took('100001', 'b')], urns);
    expect(split.successorOf('100001')).toBe('100012');
    for (const to of ['b', 'c'])
      expect(split.carriesOn({ urn: '100001' }, { providerId: to })).toBe(true);
    expect(split.carriesOn({ providerId: 'b' }, { providerId: 'c' })).toBe(false);
  });

  it('take over from schools that are not in the register', () => {
    const one = successorsIn([took('555555', 'a'), took('100001', 'b')], urns);
    expect(one.successorOf('555555')).toBe('100012');
    const named = successorsIn([{ ...took('555555', 'b'), predecessorId: 'old' }], urns);
    expect(named.schoolOf({ providerId: 'old' })).toBe('b');
  });

  it('that carry on from each other do not hang an answer', () => {
    const round = successorsIn([took('100001', 'b'), took('100002', 'a')], urns);
    expect(round.successorOf('100001')).toBe('100012');
    expect(round.carriesOn({ urn: '100001' }, { providerId: 'c' })).toBe(false);
  });
});
