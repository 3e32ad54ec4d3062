import type { z } from 'zod';
import type { Catalogue } from '#libs/event-sourcing';
import { commandsByModule, journeyCatalogue, type CommandTable } from '#libs/lifecycle';
import { providerCatalogue, providerCommands } from '#libs/providers';
import { extremesOf, passesTheDoor, type Extremes } from '../testing/widest.js';

// What the door lets through and the store does not take would be an error of ours, not of the
// client's. A field of a command goes into its event under the name it has there: the event is the
// one that shares most names with the command. What is stored in another way is told here.

type Shape = Readonly<Record<string, z.ZodType>>;

const shapeOf = (catalogue: Catalogue, event: string): Shape =>
  ({ ...catalogue[event]?.data, ...catalogue[event]?.personal }) as Shape;

const profile: Shape = providerCatalogue.ProviderRegistered.data.profile.shape;
const placement = journeyCatalogue.PlacementAgreed.data.school.shape;
const sectionI = journeyCatalogue.FinalPlanIssued.data.sectionI.shape;
const order = journeyCatalogue.TribunalDecided.data.orders.unwrap();
const answered = shapeOf(journeyCatalogue, 'ConsultationAnswered');

type Fits = (value: never) => boolean;
const takes =
  (schema: z.ZodType | undefined): Fits =>
  (value) =>
    schema?.safeParse(value).success ?? false;

const elsewhere: Readonly<Record<string, Fits>> = {
  'AnswerConsultations.answers': (answers: readonly object[]) =>
    answers.every((answer) =>
      Object.entries(answer).every(([field, value]) => takes(answered[field])(value as never)),
    ),
  'AgreePlacement.settingName': takes(placement.name),
  'AgreePlacement.settingCategory': takes(placement.category),
  'IssueFinalPlan.typesNamed': takes(sectionI.types),
  'IssueFinalPlan.schoolsNamed': ({ length }: readonly string[]) => length <= 10,
  'RecordTribunalDecision.orders': (orders: readonly Readonly<{ providerId?: string }>[]) =>
    takes(order)(orders.map(({ providerId: _, ...said }) => said) as never),
  'RecordTermDates.closedDays': (days: readonly Readonly<{ day: string }>[]) =>
    takes(providerCatalogue.TermDatesRecorded.data.closedDays)(days.map(({ day }) => day) as never),
};

/** Told as an id, a list of ids, a choice, or a day; what is stored, the service makes of it. */
const lookedUp = /(^providerId|ProviderId|Ids?)$/;
const chosen = new Set([
  'AmendLearnerDetails.remove',
  'AmendProvider.clear',
  'IdentifyPhaseTransfer.change',
  'MakeTransition.lastAttendedOn',
]);

type Refused = Readonly<{ field: string; value: string }>;

const inWords = (value: unknown): string => {
  const text = JSON.stringify(value);
  return Array.isArray(value) ? `${value.length} of ${text.slice(0, 40)}` : text.slice(0, 60);
};

const tooWide = (shape: Shape, type: string, { field, values }: Extremes): readonly Refused[] => {
  const name = `${type}.${field}`;
  const fits = elsewhere[name] ?? (shape[field] && takes(shape[field]));
  if (!fits && (lookedUp.test(field) || chosen.has(name))) return [];
  if (!fits) return [{ field: name, value: 'is stored nowhere this test knows of' }];
  return values
    .filter((value) => !fits(value as never))
    .map((value) => ({ field: name, value: inWords(value) }));
};

/** Of the events that share most fields with a command, the one that takes most of what it says. */
const tooWideForItsEvent = (
  catalogue: Catalogue,
  type: string,
  extremes: readonly Extremes[],
): readonly Refused[] => {
  const shared = (shape: Shape) => extremes.filter(({ field }) => field in shape).length;
  const shapes = [...Object.keys(catalogue).map((event) => shapeOf(catalogue, event)), profile];
  const most = Math.max(...shapes.map(shared));
  return shapes
    .filter((shape) => shared(shape) === most)
    .map((shape) => extremes.flatMap((one) => tooWide(shape, type, one)))
    .reduce((fewest, refused) => (refused.length < fewest.length ? refused : fewest));
};

const started = shapeOf(journeyCatalogue, 'PlacementStarted');
const ended = shapeOf(journeyCatalogue, 'PlacementEnded');

const tables: readonly (readonly [string, CommandTable, Catalogue])[] = [
  ...Object.entries(commandsByModule).map(
    ([module, table]) => [module, table as CommandTable, journeyCatalogue] as const,
  ),
  ['providers', providerCommands, providerCatalogue],
];

describe('the door lets nothing through that the store would not take:', () => {
  it.each(tables)('%s', (_, table, catalogue) => {
    const refused = Object.entries(table).flatMap(([type, { body }]) => {
      const extremes = extremesOf(body);
      // A move made is two events of other stages at once.
      return type === 'MakeTransition'
        ? extremes.flatMap((one) => tooWide({ ...started, ...ended }, type, one))
        : tooWideForItsEvent(catalogue, type, extremes);
    });
    expect(refused).toEqual([]);
  });

  it.each(tables)('what is tried of %s does pass the door', (_, table) => {
    const held = Object.entries(table).flatMap(([type, { body }]) =>
      extremesOf(body).flatMap(({ field, values }) =>
        values
          .filter((value) => !passesTheDoor(body, field, value))
          .map((value) => `${type}.${field}: ${inWords(value)}`),
      ),
    );
    expect(held).toEqual([]);
  });
});
