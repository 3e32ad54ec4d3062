import {
  createRecorder,
  derivedId,
  idsOf,
  keepSealed,
  onDay,
  type EventStore,
  type Instant,
  type LocalDate,
  type Ticket,
  type Written,
} from '#libs/event-sourcing';
import {
  disclosed,
  isComputed,
  measureNamed,
  type Answer,
  type DisclosureRule,
  type Measure,
  type Question,
} from '../measures/index.js';
import type { ReadModels } from '../read-models.js';
import { changedJourneys, entriesSince, type Explaining } from './explaining.js';
import {
  figureCatalogue,
  figureCodec,
  figureStream,
  type Figure,
  type FigureEvent,
} from './figure-events.js';

export type FigurePorts = Readonly<{
  authority: string;
  store: EventStore;
  readModels: Pick<ReadModels, 'askMeasure' | 'askRows' | 'status'>;
  now: () => Instant;
  dayOf: (instant: Instant) => LocalDate;
}>;

/** A figure as it was published, and by whom. */
export type PublishedFigure = Figure &
  Readonly<{ publishedAt: Instant; by: string; published: Answer }>;

export type FigureDifference = Readonly<{
  /** As it was published. */
  published: Answer;
  /** Asked again as it was known then; the same to the digit where nothing but facts has changed. */
  reproduced: Answer;
  isReproduced: boolean;
  /** The same question by what is known now. */
  restated: Answer;
  /** Where the facts behind a measure can be compared one by one. */
  explainedByEntries: boolean;
  lateFacts: readonly Explaining[];
  corrections: readonly Explaining[];
  changedDefinition: Readonly<{ from: Versions; to: Versions }> | undefined;
  /** Journeys that could not be carried on when it was published, and can now. */
  repairedParking: readonly string[];
}>;

type Versions = Readonly<{ definition: number; tables: number }>;
type Asked = Readonly<{ measure: Measure; question: Question }>;

const NO_KEYS = { current: undefined, open: keepSealed };

/** Publishing figures, and telling later why they would be different now. */
export const createFigures = (ports: FigurePorts) => {
  const { authority, store, now } = ports;
  const recorder = createRecorder<FigureEvent>({
    ...{ authority, store, now, codec: figureCodec, catalogue: figureCatalogue },
    iv: () => {
      throw new Error('Nothing in a figure is sealed: it holds nothing personal.');
    },
  });

  const publish = async (
    asked: Asked,
    rule: DisclosureRule,
    ticket: Ticket,
  ): Promise<Written<FigureEvent> & Readonly<{ figureId: string }>> => {
    const figureId = derivedId('figure', ticket.caller, ticket.commandId);
    const stream = figureStream(figureId);
    const ids = idsOf(stream, ticket);
    const written = await recorder.write(
      { stream, keysOf: async () => NO_KEYS, ticket },
      async () => ({
        outcome: 'record',
        pending: [
          {
            ...({ type: 'FigurePublished', revision: 0, irregularities: [] } as const),
            data: await figureOf(ports, { figureId, asked, rule }),
            ...{ eventId: ids.event(0), entryId: ids.entry(0), actor: ticket.actor },
            occurredOn: onDay(ports.dayOf(now())),
          },
        ],
      }),
    );
    return { ...written, figureId };
  };

  const read = async (figureId: string): Promise<PublishedFigure | undefined> => {
    const { events } = await recorder.read(figureStream(figureId), NO_KEYS);
    const [first] = events;
    if (!first) return undefined;
    const { data, recordedAt, actor } = first;
    const published = disclosed(JSON.parse(data.answer) as Answer, ruleOf(data));
    return { ...data, publishedAt: recordedAt, by: actor.id, published };
  };

  const difference = async (figureId: string): Promise<FigureDifference | undefined> => {
    const figure = await read(figureId);
    const measure = figure && measureNamed(figure.measure);
    return figure && measure ? compared(ports, figure, measure) : undefined;
  };

  return { publish, read, difference };
};

type Publishing = Readonly<{ figureId: string; asked: Asked; rule: DisclosureRule }>;

const figureOf = async (
  { store, readModels, dayOf, now }: FigurePorts,
  { figureId, asked, rule }: Publishing,
): Promise<Figure> => {
  const position = await store.head();
  const answer = await readModels.askMeasure(asked, dayOf(now()));
  return {
    figureId,
    measure: asked.measure.name,
    definitionVersion: asked.measure.version,
    tablesVersion: answer.tablesVersion,
    question: JSON.stringify(asked.question),
    answer: JSON.stringify(answer),
    ...(rule.suppressBelow === undefined ? {} : { suppressBelow: rule.suppressBelow }),
    ...(rule.roundTo === undefined ? {} : { roundTo: rule.roundTo }),
    ...{ knownAt: answer.knownAt, asOf: answer.asOf, position },
    parked: await parkedIn(readModels),
  };
};

export type Figures = ReturnType<typeof createFigures>;

const parkedIn = async (readModels: FigurePorts['readModels']): Promise<readonly string[]> =>
  (await readModels.status()).flatMap(({ parked }) => parked.map(({ stream }) => stream));

const ruleOf = ({ suppressBelow, roundTo }: Figure): DisclosureRule => ({ suppressBelow, roundTo });

const digitsOf = ({ cells, totals, excluded, unknown }: Answer): string =>
  JSON.stringify([cells, totals, excluded, unknown]);

const compared = async (
  ports: FigurePorts,
  figure: PublishedFigure,
  measure: Measure,
): Promise<FigureDifference> => {
  const { readModels } = ports;
  const question: Question = { ...(JSON.parse(figure.question) as Question), asOf: figure.asOf };
  const then = { measure, question: { ...question, knownAt: figure.knownAt } };
  const again = { measure, question: { ...question, knownAt: undefined } };
  const [asKnownThen, restated] = [
    await readModels.askMeasure(then, figure.asOf),
    await readModels.askMeasure(again, figure.asOf),
  ];
  const entries = await explaining(ports, figure, { measure, question });
  const rule = ruleOf(figure);
  const versions = { definition: figure.definitionVersion, tables: figure.tablesVersion };
  const current = { definition: measure.version, tables: restated.tablesVersion };
  const isSame = versions.definition === current.definition && versions.tables === current.tables;
  const parked = await parkedIn(readModels);
  return {
    published: figure.published,
    reproduced: disclosed(asKnownThen, rule),
    isReproduced: digitsOf(asKnownThen) === digitsOf(JSON.parse(figure.answer) as Answer),
    restated: disclosed(restated, rule),
    explainedByEntries: !isComputed(measure),
    lateFacts: entries.filter(({ because }) => because === 'lateFact'),
    corrections: entries.filter(({ because }) => because === 'correction'),
    changedDefinition: isSame ? undefined : { from: versions, to: current },
    repairedParking: figure.parked.filter((stream) => !parked.includes(stream)),
  };
};

const explaining = async (
  { store, readModels }: FigurePorts,
  { knownAt, asOf }: PublishedFigure,
  { measure, question }: Asked,
): Promise<readonly Explaining[]> => {
  if (isComputed(measure)) return [];
  const then = { measure, question: { ...question, knownAt } };
  const again = { measure, question: { ...question, knownAt: undefined } };
  const journeys = changedJourneys(
    await readModels.askRows(then, { today: asOf }),
    await readModels.askRows(again, { today: asOf }),
  );
  const entries: Explaining[] = [];
  for (const journeyId of journeys)
    entries.push(...(await entriesSince(store, journeyId, knownAt)));
  return entries;
};
