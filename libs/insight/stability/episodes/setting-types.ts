/**
 * What kinds of setting a move leads from and to. `post16` (specialist institutions) and `other`
 * (hospital, early years, education at home by choice) are ours, so that no move is lost.
 */
export const settingTypes = [
  ...(['mainstream', 'maintainedSpecial', 'inmssDay', 'inmss38', 'inmss52'] as const),
  ...(['post16', 'eotas', 'alternativeProvision', 'other'] as const),
] as const;
export type SettingType = (typeof settingTypes)[number];

/** Where a move can lead: to a setting, to none while the plan goes on, or out of the plan. */
export type MovedTo = SettingType | 'unplaced' | 'exit';
export const movedTo: readonly MovedTo[] = [...settingTypes, 'unplaced', 'exit'];

const INMSS: readonly string[] = ['nonMaintainedSpecial', 'independentSection41', 'independent'];

const TYPES: Readonly<Record<string, SettingType>> = {
  mainstream: 'mainstream',
  maintainedSpecial: 'maintainedSpecial',
  specialPost16: 'post16',
  alternativeProvision: 'alternativeProvision',
  tuition: 'eotas',
  eotas: 'eotas',
};

const WHOLE_YEAR = 52;

type Boarding = Readonly<{ residential: boolean; weeksPerYear: number }>;

export const settingTypeOf = (
  category: string,
  { residential, weeksPerYear }: Boarding,
): SettingType => {
  if (!INMSS.includes(category)) return TYPES[category] ?? 'other';
  if (!residential) return 'inmssDay';
  return weeksPerYear >= WHOLE_YEAR ? 'inmss52' : 'inmss38';
};

export const isInmssType = (type: SettingType): boolean => type.startsWith('inmss');
