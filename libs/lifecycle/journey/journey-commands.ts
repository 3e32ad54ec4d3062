import { breakdownsCommands } from '../breakdowns/breakdowns.commands.js';
import { offersCommands } from '../offers/offers.commands.js';
import { recordCommands } from '../record/record.commands.js';
import { requestsCommands } from '../requests/requests.commands.js';
import { reviewsCommands } from '../reviews/reviews.commands.js';
import type { CommandTable } from '../shared-kernel/index.js';
import { startsCommands } from '../starts/starts.commands.js';
import { transitionsCommands } from '../transitions/transitions.commands.js';

/** Every command on a journey, by module in the order of the stages. */
export const commandsByModule = {
  record: recordCommands,
  requests: requestsCommands,
  offers: offersCommands,
  starts: startsCommands,
  reviews: reviewsCommands,
  transitions: transitionsCommands,
  breakdowns: breakdownsCommands,
} as const satisfies Readonly<Record<string, CommandTable>>;

export const journeyCommands: CommandTable = Object.assign({}, ...Object.values(commandsByModule));
