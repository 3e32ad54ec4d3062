import type { Evolve } from '../shared-kernel/index.js';
import type { ReviewsEvent } from './reviews.events.js';

export type ReviewsPart = Readonly<Record<never, never>>;

export const initialReviews: ReviewsPart = {};

export const evolveReviews: Evolve<ReviewsPart, ReviewsEvent> = {};
