import { idsOf, onDay, type Acknowledgement, type Actor } from '#libs/event-sourcing';
import { checkedCommand, journeyCommands, type JourneyCommand } from '#libs/lifecycle';
import {
  newJourneyId,
  rehearse,
  streamOf,
  type Journeys,
  type JourneyTicket,
  type Rehearsed,
} from '#libs/recording';
import type { RowProblem } from '../file/bad-rows.js';
import { outcomeInWords, recordedOrWhyNot } from '../outcomes-in-words.js';
import { irregularCodes } from '../refusals-in-words.js';
import { columnOfRefusal, problemOfColumn } from './columns-of-fields.js';
import type { JourneysImportPorts } from './ports.js';
import { stepsFor, type JourneyStep } from './journey-steps.js';
import type { Position } from './position.js';

export type PositionOutcome =
  Readonly<{ row: 'imported' | 'unchanged' }> | Readonly<{ problems: readonly RowProblem[] }>;

export const CALLER = 'import-journeys';

/** The command id of one step of a row. */
const commandIdOf = (reference: string, step: string): string => `import:${reference}:${step}`;

/** The journey that a reference was, or will be, imported as. */
export const journeyOfReference = (reference: string): string =>
  newJourneyId({ caller: CALLER, commandId: commandIdOf(reference, 'register') });

type How = Readonly<{ actor: Actor; dryRun: boolean; fileDigest: string }>;
type Ready = Readonly<{ step: JourneyStep; command: JourneyCommand; ticket: JourneyTicket }>;

/** Takes one position after the other: rehearses it, and where all of it holds, records it. */
export const createPositionDesk = (ports: JourneysImportPorts, how: How) => {
  const { journeys, authority } = ports;
  const { now, dayOf } = journeys.ports;

  const ticketFor = (reference: string, { name, type, told }: JourneyStep): JourneyTicket => ({
    ...{ commandId: commandIdOf(reference, name), caller: CALLER, body: { type, told } },
    ...{ actor: how.actor, source: 'import', correlationId: `import:${how.fileDigest}` },
  });

  const lookedUp = async (position: Position, line: number) => {
    const { reference, learner, placement } = position;
    const stream = streamOf(journeyOfReference(reference));
    const agreeing = { caller: CALLER, commandId: commandIdOf(reference, 'agree') };
    const postcode = learner.address?.postcode;
    const setting = placement?.setting;
    return {
      ...{ authority, fileDigest: how.fileDigest, line },
      district: postcode === undefined ? undefined : await ports.districtOf(postcode),
      providerId: setting && 'urn' in setting ? await ports.schoolOf(setting.urn) : undefined,
      placementId: idsOf(stream, agreeing).entity('placement', 0),
    };
  };

  const take = async (position: Position, line: number): Promise<PositionOutcome> => {
    const looked = await lookedUp(position, line);
    const setting = position.placement?.setting;
    if (setting && 'urn' in setting && looked.providerId === undefined)
      return { problems: [{ column: 'schoolUrn', reason: NO_SUCH_SCHOOL }] };
    const ready = stepsFor(position, looked).map((step) =>
      checked(step, ticketFor(position.reference, step)),
    );
    const wrong = ready.flatMap((one) => ('problems' in one ? one.problems : []));
    if (wrong.length > 0) return { problems: wrong };
    return carryOut(
      position,
      ready.filter((one): one is Ready => 'command' in one),
    );
  };

  const checked = (step: JourneyStep, ticket: JourneyTicket) => {
    const body = withoutUndefined({ ...step.told, ...step.aside });
    const result = checkedCommand(journeyCommands, { type: step.type, body }, onDay(dayOf(now())));
    return result.ok
      ? { step, ticket, command: result.command as JourneyCommand }
      : { problems: result.errors.map((error) => problemOfColumn(error, step.column)) };
  };

  const carryOut = async (
    position: Position,
    ready: readonly Ready[],
  ): Promise<PositionOutcome> => {
    const journeyId = journeyOfReference(position.reference);
    const { steps, rehearsed } = await rehearsedKnowingly(journeys, position, ready);
    const problems = rehearsed.flatMap((one, at) => problemIn(one, steps[at]));
    if (problems.length > 0) return { problems: problems.slice(0, 1) };
    if (!rehearsed.some(isNew)) return { row: 'unchanged' };
    return how.dryRun ? { row: 'imported' } : recordAll(journeys, journeyId, steps);
  };

  return { take };
};

/** Rehearses; where a row says why its rules are broken, once more with that reason. */
const rehearsedKnowingly = async (
  journeys: Journeys,
  { reference, knowingly: reason }: Position,
  ready: readonly Ready[],
) => {
  const journeyId = journeyOfReference(reference);
  const rehearsed = await rehearse(journeys, journeyId, ready);
  const codes = rehearsed.flatMap(codesIn);
  if (reason === undefined || codes.length === 0) return { steps: ready, rehearsed };
  const given = codes.map((code) => ({ code, reason }));
  const steps = ready.map((step) => acknowledging(step, given));
  return { steps, rehearsed: await rehearse(journeys, journeyId, steps) };
};

const recordAll = async (
  journeys: Journeys,
  journeyId: string,
  steps: readonly Ready[],
): Promise<PositionOutcome> => {
  for (const { step, command, ticket } of steps) {
    const outcome = await recordedOrWhyNot(() => journeys.record(journeyId, command, ticket));
    if (typeof outcome === 'string')
      return { problems: [{ column: step.column, reason: outcome }] };
  }
  return { row: 'imported' };
};

const NO_SUCH_SCHOOL = 'no school of the register bears it: import the providers first';

const withoutUndefined = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const codesIn = (one: Rehearsed): readonly string[] =>
  one.outcome === 'refused' ? irregularCodes(one.refusal) : [];

const isNew = (one: Rehearsed): boolean => one.outcome === 'recorded' && !one.repeated;

const acknowledging = (one: Ready, given: readonly Acknowledgement[]): Ready => {
  const { details } = one.command;
  const acknowledge = [...(details.acknowledge ?? []), ...given];
  return { ...one, command: { ...one.command, details: { ...details, acknowledge } } };
};

const problemIn = (one: Rehearsed, ready: Ready | undefined): readonly RowProblem[] => {
  const reason = outcomeInWords(one);
  if (reason === undefined || !ready) return [];
  const { column } = ready.step;
  return [
    { column: one.outcome === 'refused' ? columnOfRefusal(one.refusal, column) : column, reason },
  ];
};
