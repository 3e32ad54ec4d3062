import { PERMISSIONS } from '#libs/access';
import type { Catalogue, EventDefinition } from '#libs/event-sourcing';
import { commandsByModule, journeyCommands } from './journey-commands.js';
import { journeyCatalogue } from './journey-events.js';
import { moduleOf } from './journey.decider.js';

const catalogue: Catalogue = journeyCatalogue;
const definitions = Object.entries(catalogue);

const fieldsOf = ({ data, personal }: EventDefinition): readonly string[] => [
  ...Object.keys(data),
  ...Object.keys(personal),
];

/** Whether following leads from a type back to itself. */
const leadsBack = (type: string, seen: readonly string[] = []): boolean =>
  seen.includes(type) ||
  (catalogue[type]?.follows ?? []).some(([, ...types]) =>
    types.some((followed) => leadsBack(followed, [...seen, type])),
  );

describe('the catalogue of a journey', () => {
  it('gives every event a stored name of its own', () => {
    const names = definitions.map(([, { storedAs }]) => storedAs);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(definitions)('%s is owned by one module', (type) => {
    expect(Object.keys(commandsByModule)).toContain(moduleOf({ type, data: {} }));
  });

  it.each(definitions)(
    '%s follows only what there is, by fields that both have',
    (_, definition) => {
      for (const [field, ...types] of definition.follows) {
        expect(fieldsOf(definition)).toContain(field);
        for (const type of types)
          expect(fieldsOf(catalogue[type] as EventDefinition)).toContain(field);
      }
    },
  );

  it.each(definitions)('%s is never led back to itself', (type) => {
    expect(leadsBack(type)).toBe(false);
  });

  it.each(definitions)('%s keeps no field both open and sealed', (_, { data, personal }) => {
    expect(Object.keys(data).filter((field) => field in personal)).toEqual([]);
  });

  it('is opened by one event alone', () => {
    expect(definitions.filter(([, { opening }]) => opening).map(([type]) => type)).toEqual([
      'LearnerRegistered',
    ]);
  });
});

describe('the commands of a journey', () => {
  it.each(Object.entries(journeyCommands))(
    '%s asks for a permission there is',
    (_, { permission }) => {
      expect(Object.keys(PERMISSIONS)).toContain(permission);
    },
  );

  it('have names of their own across modules', () => {
    const names = Object.values(commandsByModule).flatMap((table) => Object.keys(table));
    expect(new Set(names).size).toBe(names.length);
  });
});
