import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  agreePlacement,
  linesOf64000,
  offerId,
  receiveOffer,
} from '../journey/testing/offers.examples.js';
import { placementId } from '../journey/testing/starts.examples.js';
import { offersCommands } from './offers.commands.js';

type Type = keyof typeof offersCommands;

/** The fields that the door objects to. */
const objections = (type: Type, body: object): readonly string[] =>
  validateSync(plainToInstance(offersCommands[type].body as new () => object, body), {
    whitelist: true,
    forbidNonWhitelisted: true,
  }).map(({ property }) => property);

const line = { code: 'tuition', unit: 'year', ratePence: 1, quantityThousandths: 1000 };
const bodies: readonly (readonly [Type, object])[] = [
  ['ReceiveOffer', receiveOffer],
  ['AmendOffer', { offerId, lines: linesOf64000, vat: 'zero' }],
  ['ExtendOffer', { offerId, validUntil: '2025-10-24' }],
  ['WithdrawOffer', { offerId, reasonCode: 'closing' }],
  ['DeclineOffer', { offerId, reasonCode: 'otherOffer' }],
  ['AgreePlacement', agreePlacement],
  ['RecordFallThrough', { placementId, by: 'family', reasonCode: 'familyDeclined' }],
];

describe('the door of offers', () => {
  it('has a body to try for every command', () =>
    expect(new Set(bodies.map(([type]) => type))).toEqual(new Set(Object.keys(offersCommands))));

  it.each(bodies)('takes %s, and no field it does not know', (type, body) => {
    expect(objections(type, body)).toEqual([]);
    expect(objections(type, { ...body, colour: 'red' })).toEqual(['colour']);
  });

  it.each<[string, object]>([
    ['lines', { lines: [] }],
    ['lines', { lines: [{ ...line, unit: 'fortnight' }] }],
    ['vat', { vat: 'reduced' }],
    ['placeFundingPence', { placeFundingPence: -1 }],
    ['startFrom', { startFrom: '2025-11-31' }],
    ['stage', { stage: 'final' }],
    ['placesOffered', { placesOffered: 1.5 }],
    ['conditions', { conditions: '' }],
  ])('objects to the %s of an offer in %o', (field, wrong) =>
    expect(objections('ReceiveOffer', { ...receiveOffer, ...wrong })).toEqual([field]),
  );

  it.each<[string, object]>([
    ['basis', { basis: 'habit' }],
    ['route', { route: 'lotC' }],
    ['rank', { rank: 'second' }],
    ['weeksPerYear', { weeksPerYear: 54 }],
    ['daysPerWeekTenths', { daysPerWeekTenths: 71 }],
    ['residential', { residential: 'no' }],
    ['settingCategory', { settingCategory: 'castle' }],
  ])('objects to the %s of an agreement in %o', (field, wrong) =>
    expect(objections('AgreePlacement', { ...agreePlacement, ...wrong })).toEqual([field]),
  );

  it('relies on the register for the school that is named', () => {
    expect(offersCommands.ReceiveOffer.schools?.(receiveOffer)).toEqual(['school-harbour']);
    const { schools } = offersCommands.AgreePlacement;
    expect(schools?.({ ...agreePlacement, providerId: 'school-oakfield' })).toEqual([
      'school-oakfield',
    ]);
    expect(schools?.(agreePlacement)).toEqual([]);
  });
});
