import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { registerLearner } from '../journey/testing/record.examples.js';
import { recordCommands } from './record.commands.js';

/** The fields that the door objects to. */
const objections = (type: keyof typeof recordCommands, body: object): readonly string[] =>
  validateSync(plainToInstance(recordCommands[type].body as new () => object, body), {
    whitelist: true,
    forbidNonWhitelisted: true,
  }).map(({ property }) => property);

describe('the door of the record', () => {
  it('takes a learner as registered', () => {
    expect(objections('RegisterLearner', registerLearner)).toEqual([]);
  });

  it.each<[string, object]>([
    ['upn', { upn: 'A801200005001' }],
    ['uln', { uln: '9276308687' }],
    ['upnUnknownReason', { upnUnknownReason: 'UN4' }],
    ['dateOfBirth', { dateOfBirth: '2015-02-29' }],
    ['sex', { sex: 'F' }],
    ['primaryNeed', { primaryNeed: 'NSA' }],
    ['furtherNeeds', { furtherNeeds: ['XYZ'] }],
    ['cohort', { cohort: 1949 }],
    ['responsibleAuthority', { responsibleAuthority: 'Kent' }],
    ['belongingAuthority', { belongingAuthority: '8866' }],
    ['name', { name: { given: '', family: 'Example' } }],
    ['address', { address: { lines: [] } }],
    ['otherIds', { otherIds: [{ system: 'case system', value: 'C-1' }] }],
    ['nickname', { nickname: 'Rob' }],
  ])('objects to %s in %o', (field, wrong) => {
    expect(objections('RegisterLearner', { ...registerLearner, ...wrong })).toEqual([field]);
  });

  it.each(['D88620002601A', 'B801200005001'])('takes the UPN %s', (upn) => {
    expect(objections('AmendLearnerDetails', { upn })).toEqual([]);
  });

  it('takes away only what can be missing', () => {
    expect(objections('AmendLearnerDetails', { remove: ['upn'] })).toEqual([]);
    expect(objections('AmendLearnerDetails', { remove: ['name'] })).toEqual(['remove']);
  });

  it('takes an address of at most eight lines', () => {
    const body = (lines: number) => ({ kind: 'home', address: { lines: Array(lines).fill('x') } });
    expect(objections('ChangeAddress', body(8))).toEqual([]);
    expect(objections('ChangeAddress', body(9))).toEqual(['address']);
  });

  it('takes the digest of a file in hexadecimal', () => {
    const body = { asOf: '2025-08-31', row: 2, clocksFrom: '2025-09-01' };
    expect(objections('BringForward', { ...body, fileDigest: 'a'.repeat(64) })).toEqual([]);
    expect(objections('BringForward', { ...body, fileDigest: 'a'.repeat(63) })).toEqual([
      'fileDigest',
    ]);
  });

  it('asks of every command who may send it', () => {
    const permissions = Object.values(recordCommands).map(({ permission }) => permission);
    expect([...new Set(permissions)].toSorted()).toEqual([
      ...['approvals:decide', 'cases:assign', 'disposal:decide', 'journeys:decide'],
      ...['journeys:record', 'journeys:restrict'],
    ]);
  });

  it('has no command for what only a correction, a carrying or a merger may record', () => {
    const names = Object.keys(recordCommands);
    expect(names.filter((name) => /Entry|Annul|Merge|Restate/.test(name))).toEqual([]);
  });
});
