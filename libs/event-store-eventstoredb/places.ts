import type { Position as ServerPosition } from '@eventstore/db-client';
import type { Position } from '#libs/event-sourcing';

/**
 * A place in the server's log: commit and prepare position as hexadecimal digits of full width, so
 * that text order is log order. `BEGINNING` lies before them all.
 */
export type Place = string & { readonly brand: 'Place' };

export const BEGINNING = '' as Place;

const WIDTH = 16;
const digits = (value: bigint): string => value.toString(16).padStart(WIDTH, '0');

export const placeOf = ({ commit, prepare }: ServerPosition): Place =>
  `${digits(commit)}${digits(prepare)}` as Place;

export const serverPositionOf = (place: Place): ServerPosition => ({
  commit: BigInt(`0x${place.slice(0, WIDTH)}`),
  prepare: BigInt(`0x${place.slice(WIDTH)}`),
});

export type Positions = Readonly<{
  textOf: (place: Place) => Position | 'start';
  at: (place: Place) => Position;
  /** Throws on a position that another store gave out, or that is none at all. */
  placeOf: (position: Position | 'start') => Place;
}>;

/** Positions of one log: its id, then the place. */
export const positionsOf = (storeId: string): Positions => {
  const shape = new RegExp(`^([0-9a-z]+):([0-9a-f]{${WIDTH * 2}}|[0-9a-f]{14})$`);
  const at = (place: Place): Position => `${storeId}:${place}` as Position;
  return {
    at,
    textOf: (place) => (place === BEGINNING ? 'start' : at(place)),
    placeOf: (position) => {
      if (position === 'start') return BEGINNING;
      const [, id, place] = shape.exec(position) ?? [];
      if (place === undefined)
        throw new Error(`"${position}" is no position of an event store. Nothing was read.`);
      if (id !== storeId)
        throw new Error(
          `Position ${position} belongs to another event store; this one is ${storeId}. Nothing was ` +
            `read. Open the store that gave it out, or begin again from the start.`,
        );
      return place as Place;
    },
  };
};
