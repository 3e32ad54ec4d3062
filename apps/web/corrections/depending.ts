import { timelineOf } from '#libs/reading';
import type { Service } from '../../api/index.js';
import { emptyForm } from '../door/forms.js';
import type { Visit } from '../door/visit.js';
import { ticketFor } from '../tasks/recording.js';
import type { OpenEntry } from './open-entry.js';

/** The later entries that could not stand without this one, in sentences. */
export const dependingOn = async (
  service: Service,
  { journeyId, entryId, journey }: OpenEntry,
  visit: Visit,
): Promise<Readonly<{ entries: readonly string[]; refused?: string }>> => {
  const correction = { entryId, reasonCode: 'neverHappened', cascade: true };
  const ticket = ticketFor(visit, emptyForm, { preview: entryId });
  const preview = await service.correcting.preview(journeyId, correction, ticket);
  if (preview.outcome === 'refused') return { entries: [], refused: preview.refusal.because };
  return {
    entries: saidOf(
      journey.events,
      preview.annuls.filter((id) => id !== entryId),
    ),
  };
};

/** Entries by their ids, each in one line. */
export const saidOf = (
  events: OpenEntry['journey']['events'],
  ids: readonly string[],
): readonly string[] =>
  timelineOf(events)
    .filter(({ entryId }) => ids.includes(entryId))
    .map(({ when, sentences }) => `${when}: ${sentences.join(' ')}`);
