import { z } from 'zod';
import type { LocalDate } from '#libs/event-sourcing';
import { isLocalDate } from './dates.js';

// The building blocks of event shapes. They describe what is stored for good: tighten nothing here.

/** An opaque id: of an entity, a member of staff, a document. */
export const id = z.string().min(1).max(200);
export const localDate = z.custom<LocalDate>(
  (value) => typeof value === 'string' && isLocalDate(value),
  'a date that exists, as YYYY-MM-DD',
);
export const text = (max = 4000) => z.string().min(1).max(max);
export const count = z.int().min(0).max(1_000_000);
export const code = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values);
export const flag = z.boolean();
export const ids = z.array(id).max(500).readonly();
