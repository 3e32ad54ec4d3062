import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import type { Position } from '#libs/event-sourcing';
import {
  contracts,
  createTeller,
  prefixOf,
  wholeAppends,
  type Audience,
  type CloudEvent,
  type PublishingPorts,
  type Sees,
} from '#libs/publishing';

export type KafkaPublisherOptions = Readonly<{
  brokers: readonly string[];
  audience: Audience;
  sees: Sees;
  ports: PublishingPorts;
  /** Hears of each failure; the publisher starts anew by itself. */
  onFailure: (error: unknown) => void;
}>;

/** One partition, compacted: the last place in the log that was published, for each topic. */
export const CHECKPOINTS = 'placements.publisher-checkpoints';

const MOST_AT_ONCE = 500;
const PAUSE_MS = 250;

/**
 * Publishes one audience to its topic until told to stop. Messages and the place in the log go in one
 * transaction; whenever a commit is in doubt the producer is thrown away, and it all begins anew:
 * fence out whoever was there, read the place, publish from there.
 */
export const runKafkaPublisher = async (
  options: KafkaPublisherOptions,
  signal: AbortSignal,
): Promise<void> => {
  const kafka = new Kafka({
    ...{ clientId: 'placements', brokers: [...options.brokers], logLevel: logLevel.NOTHING },
    retry: { retries: 3, initialRetryTime: 100 },
  });
  while (!signal.aborted) {
    const producer = kafka.producer({
      ...{ transactionalId: `placements-${topicOf(options)}`, idempotent: true },
      ...{ maxInFlightRequests: 1, transactionTimeout: 10_000 },
    });
    try {
      await producer.connect();
      await publishFrom(options, producer, {
        after: await startingPlace(kafka, producer, options),
        signal,
      });
    } catch (error) {
      options.onFailure(error);
    }
    await producer.disconnect().catch(() => undefined);
    await pause(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
};

/** Restricted records go to a topic of their own, which only those who are named may read. */
export const topicOf = ({
  audience,
  sees,
}: Pick<KafkaPublisherOptions, 'audience' | 'sees'>): string =>
  `${contracts[audience].topic}${sees === 'everything' ? '.restricted' : ''}`;

/**
 * A transaction of our own fences out any earlier publisher, and ends what it left open; what is
 * committed before our mark is then all there will ever be of it.
 */
const startingPlace = async (
  kafka: Kafka,
  producer: Producer,
  options: KafkaPublisherOptions,
): Promise<Position | 'start'> => {
  const mark = randomUUID();
  const transaction = await producer.transaction();
  await transaction.send({ topic: CHECKPOINTS, messages: [{ key: 'mark', value: mark }] });
  await transaction.commit();
  const consumer = kafka.consumer({ groupId: `placements-checkpoint-${mark}` });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [CHECKPOINTS], fromBeginning: true });
    return await new Promise<Position | 'start'>((resolve, reject) => {
      let place: Position | 'start' = 'start';
      consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
      const eachMessage = async ({ message: { key, value } }: { message: Message }) => {
        const [name, text] = [String(key), String(value)];
        if (name === topicOf(options)) place = text as Position;
        if (name === 'mark' && text === mark) resolve(place);
      };
      consumer.run({ eachMessage }).catch(reject);
    });
  } finally {
    await consumer.disconnect().catch(() => undefined);
  }
};

type From = Readonly<{ after: Position | 'start'; signal: AbortSignal }>;

const publishFrom = async (
  options: KafkaPublisherOptions,
  producer: Producer,
  { after, signal }: From,
): Promise<void> => {
  const contract = contracts[options.audience];
  const tellOf = createTeller(options.ports, contract, options.sees);
  const batches = options.ports.store.subscribe({ after, prefix: prefixOf(contract), signal });
  let waiting: Message[] = [];
  for await (const { append, upTo, caughtUp } of wholeAppends(batches)) {
    waiting.push(...(await tellOf(append)).map(messageOf));
    if (waiting.length === 0 || (!caughtUp && waiting.length < MOST_AT_ONCE)) continue;
    const topic = topicOf(options);
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: waiting });
    await transaction.send({ topic: CHECKPOINTS, messages: [{ key: topic, value: upTo }] });
    await transaction.commit();
    waiting = [];
  }
};

/** CloudEvents in binary mode: what is about the message in headers, the data as the value. */
const messageOf = ({ data, datacontenttype, partitionkey, ...about }: CloudEvent): Message => ({
  key: partitionkey,
  value: JSON.stringify(data),
  headers: {
    ...Object.fromEntries(Object.entries(about).map(([name, value]) => [`ce_${name}`, value])),
    'content-type': datacontenttype,
  },
});
