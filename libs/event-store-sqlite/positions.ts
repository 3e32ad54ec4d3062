import type { Position } from '#libs/event-sourcing';

/** Enough hexadecimal digits for 2^53, so that text order is log order for good. */
const WIDTH = 14;

export type Positions = Readonly<{
  textOf: (number: number) => Position | 'start';
  at: (number: number) => Position;
  /** Throws on a position that another store gave out, or that is none at all. */
  numberOf: (position: Position | 'start') => number;
}>;

/** Positions of one store: its id, then the place in the log from 1 on; 0 is the start. */
export const positionsOf = (storeId: string): Positions => {
  const shape = new RegExp(`^([0-9a-z]+):([0-9a-f]{${WIDTH}})$`);
  const at = (number: number): Position =>
    `${storeId}:${number.toString(16).padStart(WIDTH, '0')}` as Position;
  return {
    at,
    textOf: (number) => (number === 0 ? 'start' : at(number)),
    numberOf: (position) => {
      if (position === 'start') return 0;
      const [, id, digits] = shape.exec(position) ?? [];
      if (digits === undefined)
        throw new Error(`"${position}" is no position of an event store. Nothing was read.`);
      if (id !== storeId)
        throw new Error(
          `Position ${position} belongs to another event store; this one is ${storeId}. Nothing was ` +
            `read. Open the store that gave it out, or begin again from the start.`,
        );
      return Number.parseInt(digits, 16);
    },
  };
};
