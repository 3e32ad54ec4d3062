import type { Asker, Answer, Served } from './served.js';

/** A learner as a registration gives one. Nobody real. */
export const robin = {
  name: { given: 'Robin', family: 'Example' },
  dateOfBirth: '2014-05-09',
  ...{ sex: 'notKnown', upnUnknownReason: 'UN1', responsibleAuthority: '886' },
  primaryNeed: 'ASD',
  address: { lines: ['1 Sample Road'], postcode: 'ME14 1XQ' },
  occurredOn: '2025-09-01',
} as const;

/** The answer, which must be that something was recorded. */
export const recorded = async (answering: Promise<Answer>): Promise<Answer> => {
  const answer = await answering;
  if (answer.status !== 201)
    throw new Error(
      `It should have been recorded, and was answered ${answer.status} ${answer.text}`,
    );
  return answer;
};

/** One text out of an answer, by its path: `events.0.requestId`. */
export const said = ({ body, text }: Answer, path: string): string => {
  const value = path
    .split('.')
    .reduce<unknown>((part, key) => (part as Answer['body'] | undefined)?.[key], body);
  if (typeof value !== 'string') throw new Error(`There is no ${path} in ${text}`);
  return value;
};

/** Registers a learner; the id of the journey. */
export const registered = async (by: Asker, details: object = {}): Promise<string> =>
  said(await recorded(by.post('/api/journeys', { ...robin, ...details })), 'journeyId');

/** Enters a school in the register; its id. */
export const entered = async ({ as }: Served, name: string, category: string): Promise<string> => {
  const school = { name, category, occurredOn: '2020-09-01' };
  return said(await recorded(as('commissioner').post('/api/providers', school)), 'providerId');
};

/** A yearly price in pence. */
export const tuition = (ratePence: number) => [
  { code: 'tuition', unit: 'year', ratePence, quantityThousandths: 1000 },
];

export type Offered = Readonly<{
  journeyId: string;
  requestId: string;
  /** The entry that recorded the request. */
  requestEntry: string;
  offerIds: readonly [string, string];
}>;

/** A request for which two schools offer a place, at a price that a caseworker may agree to. */
export const withTwoOffers = async (service: Served, details: object = {}): Promise<Offered> => {
  const caseworker = service.as('caseworker');
  const journeyId = await registered(caseworker, details);
  const request = await recorded(
    caseworker.post(`/api/journeys/${journeyId}/requests/request-placement`, {
      ...{ reasonCode: 'familyRequest', settingTypes: ['independentOrNonMaintained'] },
      ...{ boarding: 'day', occurredOn: '2025-09-08' },
    }),
  );
  const requestId = said(request, 'events.0.requestId');
  const offerFrom = async (name: string): Promise<string> => {
    const providerId = await entered(service, name, 'independent');
    const offer = await recorded(
      caseworker.post(`/api/journeys/${journeyId}/offers/receive-offer`, {
        ...{ requestId, providerId, lines: tuition(0), vat: 'exempt', stage: 'firstAsked' },
        occurredOn: '2025-10-06',
      }),
    );
    return said(offer, 'events.0.offerId');
  };
  const offerIds = [await offerFrom('Harbour House'), await offerFrom('Oakfield School')] as const;
  return { journeyId, requestId, requestEntry: said(request, 'entryIds.0'), offerIds };
};

/** A learner for whom one of two offers was taken up. */
export const placed = async (service: Served, details: object = {}): Promise<Offered> => {
  const offered = await withTwoOffers(service, details);
  const path = `/api/journeys/${offered.journeyId}/offers/agree-placement`;
  await recorded(service.as('caseworker').post(path, agreeing(offered.offerIds[0])));
  return offered;
};

/** The body of a note about a call. */
export const call = (text: string, on: string) => ({
  ...{ kind: 'call', about: ['learner'], text, occurredOn: on },
});

/** The body that takes an offer up. */
export const agreeing = (offerId: string) => ({
  ...{ offerId, basis: 'offer', route: 'spot', rank: 'main', weeksPerYear: 38 },
  ...{ residential: false, occurredOn: '2025-10-24' },
});
