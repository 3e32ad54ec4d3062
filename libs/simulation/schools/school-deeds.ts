import type { LocalDate } from '#libs/event-sourcing';
import type { ProviderCommand } from '#libs/providers';
import { GaveUp } from '../machinery/gave-up.js';
import type { AnyBody, Process, Told } from '../machinery/process.js';
import { officers, type Person } from '../world/staff.js';
import type { SimulatedSchool } from './schools.js';

type Said = Readonly<{
  /** The day it happened. */
  on: LocalDate;
  body: AnyBody;
  /** The day it is recorded; not before it happened. */
  told?: LocalDate;
  by?: Person;
}>;

/** Has something recorded about a school. */
export function* tellOf(
  school: SimulatedSchool,
  type: ProviderCommand['type'],
  { on, body, told = on, by = officers.commissioner }: Said,
): Process<Extract<Told, { ok: true }>> {
  const { providerId } = school;
  const deed = {
    kind: 'provider',
    type,
    providerId,
    by,
    body: { ...body, occurredOn: on },
  } as const;
  const answer = yield { day: told, deed };
  if (!answer.ok) throw new GaveUp(answer.because);
  return answer;
}
