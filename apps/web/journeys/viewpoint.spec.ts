import type { Instant, LocalDate } from '#libs/event-sourcing';
import { momentInWords } from './timeline-view.js';
import { viewpointIn } from './viewpoint.js';

const today = '2026-11-23' as LocalDate;

describe('a page as known at', () => {
  it.each([
    ['2026-06-15', '2026-06-15T22:59:59.999999Z'],
    ['2026-01-15', '2026-01-15T23:59:59.999999Z'],
    ['2026-06-15T09:00:00.000000Z', '2026-06-15T09:00:00.000000Z'],
  ])('%s means all that was known by %s', (knownAt, instant) =>
    expect(viewpointIn({ knownAt }, today).viewpoint.knownAt).toBe(instant),
  );
});

describe('when something was recorded', () => {
  it.each([
    ['2026-06-15T23:30:00.000000Z', '16 June 2026 at 00:30'],
    ['2026-01-15T23:30:00.000000Z', '15 January 2026 at 23:30'],
  ])('at %s is told as %s', (instant, words) =>
    expect(momentInWords(instant as Instant)).toBe(words),
  );
});
