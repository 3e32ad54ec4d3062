export class RebuildCancelled extends Error {
  override readonly name = 'RebuildCancelled';
  constructor() {
    super('The rebuild was cancelled. What was in use before stays in use.');
  }
}
