import { milesBetween } from './distance.js';

const maidstone = { easting: 576017, northing: 156294 };
const margate = { easting: 635742, northing: 169412 };

describe('the distance from home to school', () => {
  it('from ME14 1XQ to CT9 4HA is 38.0 miles, either way', () => {
    expect(milesBetween(maidstone, margate)).toBe(38);
    expect(milesBetween(margate, maidstone)).toBe(38);
  });

  it('is nothing within one postcode', () => expect(milesBetween(margate, margate)).toBe(0));

  it.each([
    [1609.3, 1],
    [80, 0],
    [81, 0.1],
    [241, 0.1],
    [242, 0.2],
    [16_012, 9.9],
    [160_844, 99.9],
    [160_934, 100],
  ])('of %s metres is %s miles, to the nearest tenth', (metres, miles) => {
    const east = { easting: metres, northing: 0 };
    expect(milesBetween({ easting: 0, northing: 0 }, east)).toBe(miles);
    expect(milesBetween({ easting: 0, northing: 0 }, { easting: 0, northing: metres })).toBe(miles);
  });

  it('takes 1.6093 kilometres to the mile, as the guidance does', () => {
    const far = { easting: 0, northing: 1_207_060 };
    expect(milesBetween({ easting: 0, northing: 0 }, far)).toBe(750.1);
  });
});
