import type { SettingCategory } from '#libs/lifecycle';

/** What a type of establishment comes to before section 41 is looked at. */
export type BaseCategory = Exclude<SettingCategory, 'independentSection41'>;

type GiasType = Readonly<{ name: string; category: BaseCategory }>;

/** The establishment types of Get Information about Schools, by their code. */
export const giasTypes: Readonly<Record<number, GiasType>> = {
  1: { name: 'Community school', category: 'mainstream' },
  2: { name: 'Voluntary aided school', category: 'mainstream' },
  3: { name: 'Voluntary controlled school', category: 'mainstream' },
  5: { name: 'Foundation school', category: 'mainstream' },
  6: { name: 'City technology college', category: 'mainstream' },
  7: { name: 'Community special school', category: 'maintainedSpecial' },
  8: { name: 'Non-maintained special school', category: 'nonMaintainedSpecial' },
  10: { name: 'Other independent special school', category: 'independent' },
  11: { name: 'Other independent school', category: 'independent' },
  12: { name: 'Foundation special school', category: 'maintainedSpecial' },
  14: { name: 'Pupil referral unit', category: 'alternativeProvision' },
  15: { name: 'Local authority nursery school', category: 'earlyYears' },
  18: { name: 'Further education', category: 'mainstream' },
  24: { name: 'Secure units', category: 'other' },
  25: { name: 'Offshore schools', category: 'other' },
  26: { name: "Service children's education", category: 'other' },
  27: { name: 'Miscellaneous', category: 'other' },
  28: { name: 'Academy sponsor led', category: 'mainstream' },
  29: { name: 'Higher education institutions', category: 'other' },
  30: { name: 'Welsh establishment', category: 'other' },
  31: { name: 'Sixth form centres', category: 'mainstream' },
  32: { name: 'Special post 16 institution', category: 'specialPost16' },
  33: { name: 'Academy special sponsor led', category: 'maintainedSpecial' },
  34: { name: 'Academy converter', category: 'mainstream' },
  35: { name: 'Free schools', category: 'mainstream' },
  36: { name: 'Free schools special', category: 'maintainedSpecial' },
  37: { name: 'British schools overseas', category: 'other' },
  38: { name: 'Free schools alternative provision', category: 'alternativeProvision' },
  39: { name: 'Free schools 16 to 19', category: 'mainstream' },
  40: { name: 'University technical college', category: 'mainstream' },
  41: { name: 'Studio schools', category: 'mainstream' },
  42: { name: 'Academy alternative provision converter', category: 'alternativeProvision' },
  43: { name: 'Academy alternative provision sponsor led', category: 'alternativeProvision' },
  44: { name: 'Academy special converter', category: 'maintainedSpecial' },
  45: { name: 'Academy 16-19 converter', category: 'mainstream' },
  46: { name: 'Academy 16 to 19 sponsor led', category: 'mainstream' },
  49: { name: 'Online provider', category: 'other' },
  56: { name: 'Institution funded by other government department', category: 'other' },
  57: { name: 'Academy secure 16 to 19', category: 'other' },
};

const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const codesByName = new Map(
  Object.entries(giasTypes).map(([code, { name }]) => [lettersOf(name), Number(code)]),
);

/** The code of a type, by its name however it is written: `Free Schools - Special` is 36. */
export const giasTypeNamed = (name: string): number | undefined => codesByName.get(lettersOf(name));
