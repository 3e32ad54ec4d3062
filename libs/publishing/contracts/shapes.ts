import { z } from 'zod';

// What consumers are promised. Never narrow or rename what was released: add a type with the next
// version. `npm test` compares with the schemas in ../released.

export const day = z.iso.date().describe('A day, as YYYY-MM-DD.');
export const reference = z.string().min(1).max(200);
export const amount = z.int().describe('Integer pence, net of VAT.');

/** The place a learner goes to, as it was called on the day the placement was agreed. */
export const school = z.strictObject({
  providerId: reference.optional(),
  urn: z.string().optional(),
  name: z.string(),
});
