import { appendingContract } from './contract/appending.js';
import { concurrencyContract } from './contract/concurrency.js';
import { contentContract } from './contract/content.js';
import { aLogPerTest, type OpenLog } from './contract/log.js';
import { readingAllContract } from './contract/reading-all.js';
import { readingContract } from './contract/reading.js';
import { subscribingContract } from './contract/subscribing.js';

/**
 * What every event store must do. An adapter's spec is one line,
 * `eventStoreContract('event-store-sqlite', open)`, and there is nothing to choose: a store that
 * needs an exception is no store of ours. The log that `open` gives may hold events of others
 * already; the contract looks only at what it appended itself.
 */
export const eventStoreContract = (name: string, open: OpenLog): void => {
  describe(`${name}, as an event store`, () => {
    const log = aLogPerTest(open);
    describe('appending', () => appendingContract(log));
    describe('what is appended', () => contentContract(log));
    describe('reading a stream', () => readingContract(log));
    describe('reading everything', () => readingAllContract(log));
    describe('at the same time', () => concurrencyContract(log));
    describe('subscribing', () => subscribingContract(log));
  });
};
