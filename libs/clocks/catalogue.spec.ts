import { clockRule, clockRules } from './catalogue.js';
import { clockIds } from './clock.js';
import { dateless } from './dateless.js';

describe('the catalogue of clocks', () => {
  it('accounts for all forty, each once: with a date, or with why there is none', () => {
    const told = [...clockRules, ...dateless].map(({ id }) => id);
    expect([...told].sort()).toEqual([...clockIds]);
    expect(clockIds).toHaveLength(40);
  });

  it('stands in the order of the numbers', () => {
    const ids = clockRules.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });

  it.each(clockRules.map((rule) => [rule.id, rule] as const))(
    '%s says where it comes from, and how it counts',
    (_id, { title, source, quote, trigger, counting, exceptions, step, done, from }) => {
      for (const text of [title, source, quote, trigger, counting, exceptions, step, done])
        expect(text.length).toBeGreaterThan(2);
      expect(from >= '2014-09-01').toBe(true);
    },
  );

  it.each(dateless.map((duty) => [duty.id, duty] as const))(
    '%s says why it sets no date, and what there is instead',
    (id, { quote, why, instead }) => {
      for (const text of [quote, why, instead]) expect(text).toMatch(/^[A-Z].*\.$/s);
      expect(() => clockRule(id)).toThrow(`${id} is no clock that sets a date.`);
    },
  );

  it('knows school holidays only where the law does', () => {
    const holidays = clockRules.filter(({ exceptions }) => exceptions.includes('closed'));
    expect(holidays.map(({ id }) => id)).toEqual(['C01', 'C03', 'C04', 'C23']);
  });
});
