import { hash } from 'node:crypto';
import { derivedId, type Append, type Instant } from '#libs/event-sourcing';

export const LOAD_WRITERS = 16;

export type LoadTurn = Readonly<{ round: number; writer: number; turn: number }>;

export const loadStream = ({ round, writer }: Omit<LoadTurn, 'turn'>): string =>
  `load-${round}-${writer}`;

export const loadId = ({ round, writer, turn }: LoadTurn): string =>
  derivedId('load', round, writer, turn);

/** What a writer appends in a turn: always the same, so that it can be sent again. */
export const loadAppend = (at: LoadTurn): Append => {
  const body = JSON.stringify({ ...at, filling: 'x'.repeat(400) });
  return {
    stream: loadStream(at),
    expected: at.turn === 0 ? 'no-stream' : at.turn - 1,
    recordedAt: '2026-03-02T09:00:00.000000Z' as Instant,
    events: [{ id: loadId(at), body, hash: hash('sha256', body) }],
  };
};
