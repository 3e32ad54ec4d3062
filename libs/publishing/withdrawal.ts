import { z } from 'zod';
import type { Audience, PublicType } from './contract.js';

/** What is withdrawn is not so, or is not shown any more: the row goes. Why is not said. */
export const withdrawalOf = (audience: Audience): PublicType => ({
  name: `placements.${audience}.withdrawn.v1`,
  meaning: 'Forget what was said about this subject. Why is not said.',
  data: z.strictObject({}),
  example: {},
});
