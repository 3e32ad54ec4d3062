import { z } from 'zod';
import type { Catalogue, EventDefinition, OccurredOn } from '#libs/event-sourcing';
import type { PublicType, Shown } from '../contract.js';
import { withoutAbsent } from '../without-absent.js';
import { exampleOf } from './example-of.js';
import { day, reference } from './shapes.js';

const occurred = z.strictObject({
  from: day,
  to: day,
  precision: z.string().describe('How well the day is known: day, month, term, …'),
});

type Facts = Readonly<{
  audience: string;
  catalogue: Catalogue;
  /** Fields that nobody outside is shown, by event type. */
  withheld: Readonly<Partial<Record<string, readonly string[]>>>;
}>;

type Fact = Readonly<{
  type: string;
  data: object;
  entryId: string;
  occurredOn: OccurredOn;
  receivedOn?: string | undefined;
}>;

/** Public types that follow from a catalogue of events: their public fields, and when it happened. */
export const factTypes = ({ audience, catalogue, withheld }: Facts) => {
  const nameOf = ({ storedAs, version }: EventDefinition): string =>
    `placements.${audience}.${storedAs}.v${version}`;

  const openFields = (type: string, definition: EventDefinition): readonly string[] =>
    Object.keys(definition.data).filter((field) => !withheld[type]?.includes(field));

  const types = Object.entries(catalogue).map(([type, definition]): PublicType => {
    const fields = openFields(type, definition);
    const facts = z.strictObject(
      Object.fromEntries(Object.entries(definition.data).filter(([name]) => fields.includes(name))),
    );
    const data = z.strictObject({
      entryId: reference.describe('What one command recorded; facts of one entry come together.'),
      occurredOn: occurred,
      receivedOn: day.optional(),
      facts,
    });
    const example = {
      entryId: 'entry-1',
      occurredOn: { from: '2026-09-03', to: '2026-09-03', precision: 'day' },
      facts: exampleOf(facts),
    };
    return { name: nameOf(definition), meaning: definition.meaning, data, example };
  });

  const show = ({ type, data, entryId, occurredOn, receivedOn }: Fact): Shown | undefined => {
    const definition = catalogue[type];
    if (definition === undefined) return undefined;
    const all = new Map(Object.entries(data));
    const open = openFields(type, definition).flatMap((field) =>
      all.get(field) === undefined ? [] : [[field, all.get(field)] as const],
    );
    const { from, to, precision } = occurredOn;
    const facts = Object.fromEntries(open);
    const shown = { entryId, occurredOn: { from, to, precision }, receivedOn, facts };
    return { type: nameOf(definition), data: withoutAbsent(shown) };
  };

  return { types, show };
};
