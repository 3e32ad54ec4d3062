import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  endPlacement,
  interimId,
  noticeId,
  recordNotice,
  reportSuspension,
  startInterim,
  withholdingId,
} from '../journey/testing/breakdowns.examples.js';
import { placementId } from '../journey/testing/starts.examples.js';
import { breakdownsCommands } from './breakdowns.commands.js';

type Type = keyof typeof breakdownsCommands;

/** The fields that the door objects to. */
const objections = (type: Type, body: object): readonly string[] =>
  validateSync(plainToInstance(breakdownsCommands[type].body as new () => object, body), {
    whitelist: true,
    forbidNonWhitelisted: true,
  }).map(({ property }) => property);

const { lines, hoursPerWeekTenths, basis } = startInterim;
const settlement = { noticeId, lastDay: '2026-03-27', feesPayableUntil: '2026-04-24', pence: 0 };
const bodies: readonly (readonly [Type, object])[] = [
  ['ReportSuspension', reportSuspension],
  ['RecordPlaceWithheld', { placementId, formal: true }],
  ['RecordPlaceRestored', { withholdingId }],
  ['RecordNotice', recordNotice],
  ['DisputeNotice', { noticeId, grounds: 'Too late.' }],
  ['WithdrawNotice', { noticeId }],
  ['SettleNotice', settlement],
  ['RecordSafetyCheck', { placementId, trigger: 'allegation', outcome: 'move' }],
  ['EndPlacement', endPlacement],
  ['SettleEndingReason', { placementId, reasonCode: 'PEX' }],
  ['RecordBreakdownReview', { placementId, preventable: 'unclear' }],
  ['StartInterimProvision', startInterim],
  ['ChangeInterimProvision', { interimId, lines, hoursPerWeekTenths, basis }],
  ['EndInterimProvision', { interimId, reasonCode: 'returned' }],
];

describe('the door of breakdowns', () => {
  it('has a body to try for every command', () =>
    expect(new Set(bodies.map(([type]) => type))).toEqual(
      new Set(Object.keys(breakdownsCommands)),
    ));

  it.each(bodies)('takes %s, and no field it does not know', (type, body) => {
    expect(objections(type, body)).toEqual([]);
    expect(objections(type, { ...body, colour: 'red' })).toEqual(['colour']);
  });

  it.each<[string, object]>([
    ['placementId', { placementId: 'a b' }],
    ['to', { to: '2026-02-29' }],
    ['sessions', { sessions: 0 }],
    ['reasons', { reasons: ['PP', 'PA', 'VP', 'VA'] }],
    ['reasons', { reasons: ['ZZ'] }],
    ['basis', { basis: 'other' }],
  ])('objects to the %s of a suspension in %o', (field, wrong) =>
    expect(objections('ReportSuspension', { ...reportSuspension, ...wrong })).toEqual([field]),
  );

  it.each<[string, object]>([
    ['by', { by: 'tribunal' }],
    ['period', { period: { value: 4, unit: 'fortnight' } }],
    ['period', { period: { value: -1, unit: 'term' } }],
    ['clauseRef', { clauseRef: 'clause twelve' }],
    ['expiresOn', { expiresOn: '24 April' }],
  ])('objects to the %s of a notice in %o', (field, wrong) =>
    expect(objections('RecordNotice', { ...recordNotice, ...wrong })).toEqual([field]),
  );

  it('takes an ending whose reason is awaited, and settles none as awaited', () => {
    expect(objections('EndPlacement', { ...endPlacement, reasonCode: 'AWAITED' })).toEqual([]);
    expect(objections('SettleEndingReason', { placementId, reasonCode: 'AWAITED' })).toEqual([
      'reasonCode',
    ]);
  });

  it('takes interim provision that costs nothing, and no half pennies', () => {
    expect(objections('StartInterimProvision', { ...startInterim, lines: [] })).toEqual([]);
    const half = [{ code: 'tuition', unit: 'hour', ratePence: 50.5, quantityThousandths: 1000 }];
    expect(objections('StartInterimProvision', { ...startInterim, lines: half })).toEqual([
      'lines',
    ]);
  });

  it('relies on the register for the provider that is named', () => {
    const { schools } = breakdownsCommands.StartInterimProvision;
    expect(schools?.({ ...startInterim, providerId: 'school-meadow' })).toEqual(['school-meadow']);
    expect(schools?.(startInterim)).toEqual([]);
  });
});
