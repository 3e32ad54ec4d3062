// Makes a spreadsheet of opening positions as authorities have them, and the schools that it names.
// Everybody and every school in it is made up; the same seed gives the same files.
//
//   node make-spreadsheet.mjs FOLDER [--rows 1172] [--seed 1] [--with-mistakes]
//
// FOLDER/schools.csv    as Get Information about Schools gives it; for `placements import providers`
// FOLDER/positions.csv  as a spreadsheet saves it, in Windows-1252; for `placements import journeys`
// A third of the rows have dates that are not certain. With mistakes, six rows have one each.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1172' },
    seed: { type: 'string', default: '1' },
    'with-mistakes': { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
const howMany = Number(values.rows);
if (!folder || !Number.isInteger(howMany) || howMany < 1) {
  process.stderr.write(
    'node make-spreadsheet.mjs FOLDER [--rows N] [--seed N] [--with-mistakes]\n',
  );
  process.exit(2);
}

// Mulberry32: small, and the same everywhere.
let state = Number(values.seed) >>> 0;
const chance = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};
const between = (least, most) => least + Math.floor(chance() * (most - least + 1));
const pick = (list) => list[between(0, list.length - 1)];
const happens = (probability) => chance() < probability;

const DAY = 86_400_000;
const AS_OF = Date.parse('2025-08-31T00:00:00Z');
const iso = (day) => new Date(day).toISOString().slice(0, 10);
const parts = (day) => iso(day).split('-');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const schoolYearOf = (day) => {
  const [year, month] = parts(day).map(Number);
  const start = month >= 9 ? year : year - 1;
  return `${start}/${String((start + 1) % 100).padStart(2, '0')}`;
};
const termOf = (day) => {
  const month = Number(parts(day)[1]);
  if (month >= 9) return 'autumn';
  return month <= 3 ? 'spring' : 'summer';
};

/** A day as one of several people would type it. */
const typed = (day) => {
  const [year, month, date] = parts(day);
  return pick([
    iso(day),
    `${date}/${month}/${year}`,
    `${Number(date)}/${Number(month)}/${year}`,
    `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`,
  ]);
};

/** The same where nobody is certain. */
const uncertain = (day) => {
  const [year, month] = parts(day);
  return pick([
    `${year}-${month}`,
    `${MONTHS[Number(month) - 1]} ${year}`,
    schoolYearOf(day),
    `${schoolYearOf(day)} ${termOf(day)}`,
    'unknown',
    '',
  ]);
};

const GIVEN =
  'Ada Bryn Cleo Dara Elis Fern Gale Hana Indy Jory Kit Lark Moss Nia Oz Perl Quin Rae Sage Tam Una Vale Wren Yael Zoë'.split(
    ' ',
  );
const FIRST =
  'Amber Birch Cole Dun Elder Fen Green Hazel Ivor Juni Kel Lin Mar North Oak Pen Quarr Rush Stone Thorn Under Vern West Yar'.split(
    ' ',
  );
const LAST =
  'acre bank combe dale ell field gate hurst ing ley mere ness over ridge stead thwaite wick worth'.split(
    ' ',
  );
const STREETS = ['Sample Road', 'Example Street', 'Specimen Close', 'Pattern Lane', 'Model Way'];
const PLACES = ['ME14 1XQ', 'CT9 4HA', 'TN23 1AA', 'ME10 3AA', 'DA11 0AA', 'CT1 2AA'];
const NEEDS = [...Array(46).fill('ASD'), ...Array(19).fill('SEMH'), ...Array(17).fill('SLCN')];
NEEDS.push(
  ...Array(5).fill('MLD'),
  'SLD',
  'SLD',
  'SLD',
  'SLD',
  'PD',
  'PD',
  'PD',
  'SPLD',
  'PMLD',
  'HI',
);

// No school is called as a learner is: what is sealed can be looked for in what is not.
const SCHOOL_ENDINGS = 'chime feather harbour lantern orchard quill whistle'.split(' ');

const named = () => `${pick(FIRST)}${pick(LAST)}`;

const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const upnOf = (number) => {
  const digits = `886${String(2000 + (number % 900))}${String(10 + (number % 15))}${String(number % 1000).padStart(3, '0')}`;
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (at + 2), 0);
  return `${UPN_LETTERS[sum % 23]}${digits}`;
};

const schools = Array.from({ length: 90 }, (_, at) => ({
  URN: String(910_001 + at),
  'LA (code)': happens(0.6) ? '886' : pick(['887', '845', '936']),
  EstablishmentNumber: String(6000 + at),
  EstablishmentName: `${pick(FIRST)}${pick(SCHOOL_ENDINGS)} ${pick(['School', 'House School', 'College', 'Lodge School'])}`,
  'TypeOfEstablishment (name)': happens(0.85)
    ? 'Other independent special school'
    : 'Non-maintained special school',
  'EstablishmentStatus (name)': 'Open',
  StatutoryLowAge: '4',
  StatutoryHighAge: '19',
  Postcode: pick(PLACES),
  Easting: String(between(540_000, 635_000)),
  Northing: String(between(120_000, 175_000)),
}));

const pounds = (amount) => {
  const grouped = String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return pick([`£${grouped}.00`, `£${grouped}`, grouped, String(amount)]);
};

const placedSince = (birth) => {
  const earliest = birth + 5 * 365 * DAY;
  const latest = AS_OF - 30 * DAY;
  const startedOn =
    earliest >= latest ? latest : earliest + Math.floor(chance() * (latest - earliest));
  return Math.floor(startedOn / DAY) * DAY;
};

const position = (number) => {
  const birth = AS_OF - between(6 * 365, 18 * 365) * DAY;
  const startedOn = placedSince(birth);
  const agreedOn = startedOn - between(14, 60) * DAY;
  const planMadeOn = agreedOn - between(20, 500) * DAY;
  const reviewed = Math.max(AS_OF - between(10, 400) * DAY, planMadeOn + DAY);
  const vague = number % 3 === 0;
  const residential = happens(0.1);
  const dayOf = (day, certainly = 0) =>
    vague && !happens(certainly) ? uncertain(day) : typed(day);
  return {
    Reference: `MIG-${String(number).padStart(5, '0')}`,
    Given: pick(GIVEN),
    Family: named(),
    'Date of birth': typed(birth),
    UPN: happens(0.92) ? upnOf(number) : pick(['', 'UN1', 'UN3']),
    Sex: pick(['F', 'M', 'Male', 'Female', '']),
    'Address lines': `${between(1, 99)} ${pick(STREETS)}; Testham`,
    Postcode: happens(0.05) ? '' : pick(PLACES),
    'Primary need': pick(NEEDS),
    'Further needs': happens(0.4) ? 'SLCN, SEMH' : '',
    Officer: `officer-${between(1, 12)}`,
    Team: pick(['north', 'east', 'south', 'west']),
    'Plan made on': dayOf(planMadeOn, 0.5),
    'Last reviewed on': dayOf(reviewed, 0.6),
    'School URN': pick(schools).URN,
    'Agreed on': vague ? uncertain(agreedOn) : typed(agreedOn),
    'Started on': dayOf(startedOn, 0.3),
    'Weeks per year': residential ? pick(['38', '44', '52']) : pick(['38', '39', '']),
    Residential: residential ? 'Yes' : pick(['No', 'no', '']),
    'Price per year': pounds((residential ? 120_000 : 45_000) + between(0, 380) * 100),
    Route: happens(1 / 3) ? pick(['Lot A', 'Lot B']) : 'Spot',
    'Ended on': happens(0.02) ? typed(AS_OF - between(1, 20) * DAY) : '',
    'Ending reason': '',
    'As of': '31/08/2025',
    'Clocks from': '01/09/2025',
    'Shoe size': String(between(1, 9)),
  };
};

/** What goes wrong in spreadsheets: each in a row of its own. */
const mistakes = [
  ['Date of birth', '31/02/2014'],
  ['Family', ''],
  ['UPN', 'A801200005001'],
  ['School URN', '999999'],
  ['Started on', '45903'],
  ['Reference', 'MIG-00001'],
];

const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (rows) =>
  [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');

const positions = Array.from({ length: howMany }, (_, at) => position(at + 1));
if (values['with-mistakes'])
  mistakes.forEach(([column, wrong], at) => {
    const row = positions[Math.floor(((at + 1) * howMany) / (mistakes.length + 1))];
    if (row) row[column] = wrong;
  });

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'schools.csv'), csv(schools));
writeFileSync(join(folder, 'positions.csv'), Buffer.from(csv(positions), 'latin1'));
process.stdout.write(`${positions.length} positions at ${schools.length} schools in ${folder}\n`);
