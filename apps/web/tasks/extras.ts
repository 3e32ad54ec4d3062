import {
  dayInWords,
  offersOf,
  pencePerYear,
  poundsInWords,
  type JourneyState,
} from '#libs/lifecycle';
import type { Service } from '../../api/index.js';
import { choicesOn } from './choices.js';
import { consultationOutcomesAsked } from './answers.js';
import type { TaskAsked } from './task-view.js';

/** What some tasks show beside their questions. */
export const extrasFor = async (service: Service, asked: TaskAsked): Promise<object> => {
  switch (asked.task.type) {
    case 'AgreePlacement':
      return { offers: offersBeside(asked.state) };
    case 'AnswerConsultations':
      return { answers: consultationOutcomesAsked(asked) };
    case 'SendConsultations':
      return { schools: await schoolsToConsult(service, asked) };
    default:
      return {};
  }
};

/** Open offers, the cheapest first, to be compared. */
const offersBeside = (state: JourneyState) =>
  offersOf(state)
    .filter(({ status }) => status === 'open')
    .map((one) => ({
      offerId: one.offerId,
      school: one.school.name,
      category: one.school.category,
      section41: one.school.section41,
      status: one.school.status,
      pence: pencePerYear(one.lines),
      price: poundsInWords(pencePerYear(one.lines)),
      package: one.lines.map(
        ({ code, unit, ratePence }) => `${code}, ${poundsInWords(ratePence)} a ${unit}`,
      ),
      distance: one.distanceMiles === undefined ? 'not known' : `${one.distanceMiles} miles`,
      startFrom: one.startFrom ? dayInWords(one.startFrom) : 'not said',
      validUntil: one.validUntil ? dayInWords(one.validUntil) : 'not said',
    }))
    .sort((one, other) => one.pence - other.pence);

const SCHOOLS = 40;

/** Schools whose name begins as typed; those consulted already are left out. */
const schoolsToConsult = async ({ providers }: Service, { state, form, today }: TaskAsked) => {
  const name = form.one('school');
  const chosen = new Set(form.all('providerIds'));
  const consulted = new Set(
    Object.values(state.requests.consultations).flatMap(({ school }) => school.providerId ?? []),
  );
  const category = form.one('category');
  const { providers: found, next } = await providers.find(
    { ...(name ? { name } : {}), ...(category ? { category } : {}) },
    { limit: SCHOOLS },
    today,
  );
  return {
    ...{ name: name ?? '', category: category ?? '', more: next !== undefined },
    rows: found
      .filter(({ providerId }) => !consulted.has(providerId))
      .map(({ providerId, snapshot }) => ({
        providerId,
        name: snapshot.name,
        urn: snapshot.urn,
        category: snapshot.category,
        section41: snapshot.section41,
        residential: snapshot.residential,
        inArea: snapshot.inArea,
        status: snapshot.status,
        lot: snapshot.lot,
        chosen: chosen.has(providerId),
      })),
    requests: choicesOn('requestId', state) ?? [],
  };
};
