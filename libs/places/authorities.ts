/** Two-tier counties: the districts (ONS codes) whose children the county is responsible for. */
const DISTRICTS_OF_COUNTY: Readonly<Record<string, readonly string[]>> = {
  // Kent: Ashford, Canterbury, Dartford, Dover, Gravesham, Maidstone, Sevenoaks, Folkestone and
  // Hythe, Swale, Thanet, Tonbridge and Malling, Tunbridge Wells. Medway is an authority of its own.
  E10000016: [
    ...['E07000105', 'E07000106', 'E07000107', 'E07000108', 'E07000109', 'E07000110'],
    ...['E07000111', 'E07000112', 'E07000113', 'E07000114', 'E07000115', 'E07000116'],
  ],
};

/** Department for Education numbers of authorities, as ONS codes. */
const ONS_CODE_OF: Readonly<Record<string, string>> = { '886': 'E10000016', '887': 'E06000035' };

const countyOf = new Map(
  Object.entries(DISTRICTS_OF_COUNTY).flatMap(([county, districts]) =>
    districts.map((district) => [district, county] as const),
  ),
);

// Unitary authority, metropolitan district, London borough: one tier, so district and authority.
const ONE_TIER = /^E0[689]\d{6}$/;

/** Nobody has said which districts this authority has, so whose children are its own is unknown. */
export class UnknownAuthority extends Error {
  override readonly name = 'UnknownAuthority';
  constructor(code: string) {
    super(`The districts of authority ${code} are not known. Add them to libs/places/authorities.`);
  }
}

/** The authority (ONS code) of a district: the county where there is one, else itself. */
export const authorityOf = (district: string): string => countyOf.get(district) ?? district;

/**
 * Whether a district, as the postcode directory has it, lies in an authority, given by its ONS code
 * or its Department for Education number (`886`).
 * @throws UnknownAuthority
 */
export const belongsTo = (authorityCode: string, district: string): boolean => {
  const authority = ONS_CODE_OF[authorityCode] ?? authorityCode;
  if (!(authority in DISTRICTS_OF_COUNTY) && !ONE_TIER.test(authority))
    throw new UnknownAuthority(authorityCode);
  return authorityOf(district) === authority;
};
