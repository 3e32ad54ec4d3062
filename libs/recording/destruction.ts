import type { SubjectKey } from '#libs/event-sourcing';
import type { JourneyHistory, JourneyPlan, JourneyWritten } from './planned.js';
import type { JourneyPorts } from './ports.js';

/** Every key that a journey's values were ever sealed with. */
export const kidsIn = (
  { events }: JourneyHistory,
  current: SubjectKey | undefined,
): readonly string[] => [
  ...new Set([
    ...events.flatMap(({ command }) => (command.kid === undefined ? [] : [command.kid])),
    ...(current ? [current.kid] : []),
  ]),
];

/**
 * Written down before the append: if we stop between the append and the destruction, the next
 * start-up finds the intention, looks for the event, and finishes.
 */
export const intend = async (
  { keys }: JourneyPorts,
  stream: string,
  plan: JourneyPlan,
): Promise<void> => {
  if (plan.outcome !== 'record' || !plan.destroys) return;
  const { kids, eventId } = plan.destroys;
  await keys.intendDestruction({ subject: stream, kids, because: { stream, eventId } });
};

/** Destroys what the recorded events were to make unreadable; a resend finds nothing left to do. */
export const destroyWhatIsDue = async (
  { keys }: JourneyPorts,
  written: JourneyWritten,
  planned: JourneyPlan | undefined,
): Promise<void> => {
  if (written.outcome !== 'recorded' || !written.events.some(isFinal)) return;
  await keys.destroy(await dueAtOnce(keys, written, planned));
  const { stream } = written.history;
  const recorded = new Set(written.events.map(({ eventId }) => eventId));
  for (const { because, kids } of await keys.pendingDestructions())
    if (because.stream === stream && recorded.has(because.eventId)) await keys.destroy(kids);
};

/** What is due whether or not the intention is still there: another process may have given it up. */
const dueAtOnce = async (
  keys: JourneyPorts['keys'],
  { history, events, repeated }: Extract<JourneyWritten, { outcome: 'recorded' }>,
  planned: JourneyPlan | undefined,
): Promise<readonly string[]> => {
  if (!repeated) return planned?.outcome === 'record' ? (planned.destroys?.kids ?? []) : [];
  if (!events.some(({ type }) => type === 'RecordDisposed')) return [];
  return kidsIn(history, (await keys.keysOf(history.stream)).current);
};

const isFinal = ({ type }: Readonly<{ type: string }>): boolean =>
  type === 'RecordDisposed' || type === 'PersonalDataRestated';
