import { audiences, type Audience, type Contract } from '../contract.js';
import { finance } from './finance.js';
import { journeyEvents } from './journey-events.js';
import { providerEvents } from './provider-events.js';
import { transport } from './transport.js';

export const contracts: Readonly<Record<Audience, Contract>> = {
  'journey-events': journeyEvents,
  finance,
  transport,
  'provider-events': providerEvents,
};

export const isAudience = (text: string): text is Audience =>
  (audiences as readonly string[]).includes(text);
