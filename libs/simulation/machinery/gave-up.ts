/** What was wanted could not be told: the strand that wanted it goes no further. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
}
