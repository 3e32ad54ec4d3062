import type { LocalDate } from '#libs/event-sourcing';
import { mustAdmit, type SettingCategory } from './school.js';

const school = (category: SettingCategory, section41?: boolean) => ({
  name: 'A school',
  category,
  section41,
  asOf: '2026-01-01' as LocalDate,
});

describe('who must admit a learner when named', () => {
  it.each<SettingCategory>([
    ...(['mainstream', 'maintainedSpecial', 'nonMaintainedSpecial'] as const),
    ...(['independentSection41', 'alternativeProvision'] as const),
  ])('%s', (category) => {
    expect(mustAdmit(school(category))).toBe(true);
  });

  it.each<SettingCategory>(['independent', 'tuition', 'eotas', 'unplaced', 'hospital'])(
    'not %s',
    (category) => {
      expect(mustAdmit(school(category))).toBe(false);
    },
  );

  it('a special post-16 institution only when approved under section 41', () => {
    expect(mustAdmit(school('specialPost16', true))).toBe(true);
    expect(mustAdmit(school('specialPost16', false))).toBe(false);
    expect(mustAdmit(school('specialPost16'))).toBe(false);
  });
});
