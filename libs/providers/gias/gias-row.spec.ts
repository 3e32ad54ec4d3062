import { giasRow } from './gias-row.js';

const fields = {
  URN: '118953',
  EstablishmentName: 'Oak House',
  'TypeOfEstablishment (code)': '10',
};
const particulars = (more: Record<string, string>) => {
  const row = giasRow({ ...fields, ...more });
  return 'bad' in row ? row : row.particulars;
};
const plain = { name: 'Oak House', urn: '118953', giasType: 10 };

describe('a row of the establishment file', () => {
  it('needs no more than URN, name and type', () =>
    expect(giasRow(fields)).toEqual({
      urn: '118953',
      particulars: plain,
      section41: undefined,
      closed: undefined,
    }));

  it('tells where the school is and whom it takes', () =>
    expect(
      particulars({
        ...{ 'LA (code)': '886', EstablishmentNumber: '61', UKPRN: '10015061' },
        ...{ Town: 'Ashford', Postcode: 'tn256pw', Easting: '606622', Northing: '139492' },
        ...{ StatutoryLowAge: '5', StatutoryHighAge: '18', 'Gender (name)': 'Mixed' },
        ...{ 'Boarders (name)': "Children's Home (Boarding School)", OpenDate: '01-09-1999' },
      }),
    ).toEqual({
      ...plain,
      ...{ localAuthority: '886', establishmentNumber: '0061', ukprn: '10015061' },
      ...{ town: 'Ashford', postcode: 'TN25 6PW', easting: 606_622, northing: 139_492 },
      ...{ ageFrom: 5, ageTo: 18, gender: 'mixed', boarding: 'childrensHome' },
      openedOn: '1999-09-01',
    }));

  it.each([
    { UKPRN: '123' },
    { EstablishmentNumber: '12345' },
    { Postcode: 'nowhere' },
    { Easting: '606622' },
    { Easting: '0', Northing: '0' },
    { Easting: '606622', Northing: '1300001' },
    { Easting: 'x', Northing: '139492' },
    { StatutoryLowAge: '11', StatutoryHighAge: '5' },
    { StatutoryLowAge: '31' },
    { 'Gender (name)': 'Not applicable' },
    { 'Boarders (name)': 'Not applicable' },
    { OpenDate: '31-02-1999' },
    { Town: '' },
  ])('leaves out what cannot be so: %j', (odd) => expect(particulars(odd)).toEqual(plain));

  it('takes one age alone', () =>
    expect(particulars({ StatutoryLowAge: '0' })).toEqual({ ...plain, ageFrom: 0 }));

  it.each([
    [{ 'Trusts (name)': 'THE OAK TRUST' }, 'THE OAK TRUST'],
    [{ PropsName: 'Oak Schools Ltd' }, 'Oak Schools Ltd'],
    [{ PropsName: 'Jane Roe' }, undefined],
    [{ PropsName: 'Mrs J Roe T/A Oak House Ltd' }, undefined],
    [{ 'Trusts (name)': '', PropsName: 'Mr Roe and Company' }, undefined],
  ])('names a proprietor only where it is an organisation: %j', (told, name) =>
    expect(particulars(told)).toEqual({ ...plain, ...(name && { proprietorName: name }) }),
  );

  it.each([
    ['Other Independent Special School', 10],
    ['Free Schools Special', 36],
    ['Free schools - special', 36],
    ['Academy Special Converter', 44],
    ['Academy Special Sponsor Led', 33],
    ['Foundation Special School', 12],
    ['Community Special School', 7],
    ['Non-Maintained Special School', 8],
  ])('knows %s by its name', (name, giasType) => {
    const { 'TypeOfEstablishment (code)': _, ...rest } = fields;
    expect(giasRow({ ...rest, 'TypeOfEstablishment (name)': name })).toMatchObject({
      particulars: { giasType },
    });
  });

  it('goes by the type code where there is one', () => {
    const type = { 'TypeOfEstablishment (name)': 'Community school' };
    expect(particulars(type)).toMatchObject({ giasType: 10 });
    expect(particulars({ ...type, 'TypeOfEstablishment (code)': '9' })).toEqual({
      bad: 'There is no type of establishment “9”.',
    });
  });

  it.each([
    ['Approved', true],
    ['Not approved', false],
    ['Not applicable', false],
    ['', undefined],
  ])('section 41 %s is %s', (told, section41) =>
    expect(giasRow({ ...fields, 'Section41Approved (name)': told })).toMatchObject({ section41 }),
  );

  it.each([
    ['Open', '', undefined],
    ['Open, but proposed to close', '31-08-2027', undefined],
    ['Closed', '31-08-2026', { on: '2026-08-31', reasonCode: 'other' }],
    ['Closed', '31/08/2026', { on: '2026-08-31', reasonCode: 'other' }],
    ['Closed', '', { on: undefined, reasonCode: 'other' }],
  ])('%s %s', (status, CloseDate, closed) =>
    expect(giasRow({ ...fields, 'EstablishmentStatus (name)': status, CloseDate })).toMatchObject({
      closed,
    }),
  );

  it.each([
    ['Academy Converter', 'academised'],
    ['Result of Amalgamation/Merger', 'amalgamated'],
    ['De-registered', 'deregistered'],
    ['Change in status', 'replaced'],
    ['Closure', 'other'],
  ])('closed for %s is %s', (reason, reasonCode) =>
    expect(
      giasRow({
        ...fields,
        'EstablishmentStatus (name)': 'Closed',
        'ReasonEstablishmentClosed (name)': reason,
      }),
    ).toMatchObject({ closed: { reasonCode } }),
  );
});
