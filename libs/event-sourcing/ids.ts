import { hash } from 'node:crypto';
import type { Ticket } from './recorder.js';

/** The namespace of all ids derived here; part of the stored format, so never to be changed. */
const NAMESPACE = Buffer.from('6f1c0e5a2c0b5d0e9a58d3a7c1f4b6e2', 'hex');

/** A UUIDv5 (RFC 9562) of the parts: the same parts give the same id, on every machine. */
export const derivedId = (...parts: readonly (string | number)[]): string => {
  const name = parts.map((part) => `${String(part).length}:${part}`).join('');
  const hex = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(name)]));
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const [low, mid, node] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(20, 32)];
  return `${low}-${mid}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${node}`;
};

/** The ids that a command gives out: the same command gives the same ids, on every store. */
export const idsOf = (
  stream: string,
  { caller, commandId }: Pick<Ticket, 'caller' | 'commandId'>,
) => ({
  event: (index: number): string => derivedId(stream, caller, commandId, index),
  entry: (index: number): string => derivedId(stream, caller, commandId, 'entry', index),
  entity: (kind: string, index: number): string =>
    derivedId(stream, caller, commandId, kind, index),
});

export type Ids = ReturnType<typeof idsOf>;
