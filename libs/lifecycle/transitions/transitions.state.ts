import type { Evolve } from '../shared-kernel/index.js';
import type { TransitionsEvent } from './transitions.events.js';

export type TransitionsPart = Readonly<Record<never, never>>;

export const initialTransitions: TransitionsPart = {};

export const evolveTransitions: Evolve<TransitionsPart, TransitionsEvent> = {};
