import type { Refusal } from '#libs/event-sourcing';

/** An expected refusal on its way to the one place that turns it into an answer. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly refusal: Refusal,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(refusal.because);
  }
}
