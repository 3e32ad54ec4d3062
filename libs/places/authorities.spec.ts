import { authorityOf, belongsTo, UnknownAuthority } from './authorities.js';

const kentDistricts = Array.from({ length: 12 }, (_, index) => `E07000${105 + index}`);
const medway = 'E06000035';

describe('the authority of a district', () => {
  it.each(kentDistricts)('%s is in Kent', (district) => {
    expect(authorityOf(district)).toBe('E10000016');
    expect(belongsTo('E10000016', district)).toBe(true);
    expect(belongsTo('886', district)).toBe(true);
  });

  it.each([medway, 'E07000104', 'E07000117', 'E07000061', 'W06000015', ''])(
    '%s is not in Kent',
    (district) => expect(belongsTo('886', district)).toBe(false),
  );

  it('Medway is an authority of its own', () => {
    expect(authorityOf(medway)).toBe(medway);
    expect([belongsTo('887', medway), belongsTo(medway, medway)]).toEqual([true, true]);
    expect(belongsTo('887', 'E07000110')).toBe(false);
  });

  it.each(['E08000003', 'E09000007'])('%s, of one tier, is its own', (code) => {
    expect(belongsTo(code, code)).toBe(true);
    expect(belongsTo(code, medway)).toBe(false);
  });

  it.each(['E10000030', '999', 'E07000110', ''])(
    'is not guessed for an authority whose districts nobody has said: "%s"',
    (authority) => expect(() => belongsTo(authority, 'E07000110')).toThrow(UnknownAuthority),
  );
});
