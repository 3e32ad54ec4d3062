import { z } from 'zod';
import {
  createCodec,
  event,
  type Catalogue,
  type EventsOf,
  type Instant,
  type LocalDate,
} from '#libs/event-sourcing';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

const id = z.string().min(1).max(200);

export const figureCatalogue = {
  FigurePublished: event({
    storedAs: 'figure-published',
    meaning: 'A figure left the house: the question, the answer, and everything it rested on.',
    occurs: 'the day it was published',
    rank: 900,
    data: {
      figureId: id,
      measure: id,
      /** Of the definition, and of how the rows of the tables follow from the log. */
      definitionVersion: z.int(),
      tablesVersion: z.int(),
      /** JSON of the question as it was read. */
      question: z.string(),
      /** JSON of the answer as it was counted, before anything was kept back. */
      answer: z.string(),
      suppressBelow: z.int().optional(),
      roundTo: z.int().optional(),
      knownAt: z.custom<Instant>((value) => typeof value === 'string'),
      asOf: z.custom<LocalDate>((value) => typeof value === 'string'),
      /** The last position of the log when it was asked. */
      position: z.string(),
      /** Streams that could not be carried on then. */
      parked: z.array(z.string()).readonly(),
    },
  }),
} as const satisfies Catalogue;

export type FigureEvent = EventsOf<typeof figureCatalogue>;
export type Figure = FigureEvent['data'];

export const figureCodec = createCodec<FigureEvent>(figureCatalogue);

export const figureStream = (figureId: string): string => `figure-${figureId}`;
