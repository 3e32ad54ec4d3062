import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { createCodec } from '#libs/event-sourcing';
import { wholeLife } from '#libs/insight/testing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import { providerRules, type ProviderEvent } from '#libs/providers';
import type { CloudEvent } from '#libs/publishing';
import { openPublished, type Published } from '#libs/publishing/testing';
import { CHECKPOINTS, runKafkaPublisher, topicOf } from './index.js';
import { startBroker, type Broker } from './testing/index.js';

jest.setTimeout(120_000);

const PORT = 19_392;
const which = { audience: 'journey-events', sees: 'what-is-open' } as const;
const topic = topicOf(which);

describe('the Kafka publisher, on a real broker', () => {
  let broker: Broker | undefined;
  let published: Published;

  beforeAll(async () => {
    broker = await startBroker(PORT);
    if (broker === undefined) {
      if (process.env['CI'])
        throw new Error('There is no Kafka to test with: java and mvn are needed.');
      return void process.stderr.write('NOT TESTED: Kafka. Give KAFKA_BROKERS, or java and mvn.\n');
    }
    const admin = new Kafka({ brokers: [...broker.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({
      waitForLeaders: true,
      topics: [
        { topic, numPartitions: 3, replicationFactor: 1 },
        { topic: CHECKPOINTS, numPartitions: 1, replicationFactor: 1 },
      ],
    });
    await admin.disconnect();
    published = openPublished();
  });
  afterAll(async () => {
    await published?.close();
    await broker?.stop();
  });

  const run = (signal: AbortSignal): Promise<void> =>
    runKafkaPublisher(
      {
        ...{ ...which, brokers: broker?.brokers ?? [], onFailure: () => undefined },
        ports: {
          ...{ authority: '886', store: published.store },
          journeys: createCodec<JourneyEvent>(journeyCatalogue),
          providers: createCodec<ProviderEvent>(providerRules.catalogue),
        },
      },
      signal,
    );

  /** What a consumer sees that reads what is committed, by key, in the order in which it came. */
  const consumed = async (count: number): Promise<ReadonlyMap<string, readonly string[]>> => {
    const kafka = new Kafka({ brokers: [...(broker?.brokers ?? [])], logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: `test-${Date.now()}` });
    const byKey = new Map<string, string[]>();
    let seen = 0;
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message: { key, headers } }) => {
        byKey.set(String(key), [...(byKey.get(String(key)) ?? []), String(headers?.['ce_id'])]);
        seen += 1;
      },
    });
    for (let tries = 0; tries < 300 && seen < count; tries += 1) await pause(100);
    // What came twice comes now.
    await pause(1_000);
    await consumer.disconnect();
    return byKey;
  };

  it('gives every message once, in order, through restarts and with two publishers at a time', async () => {
    if (broker === undefined) return;
    const ends: AbortController[] = [];
    const runs: Promise<void>[] = [];
    for (let round = 1; round <= 4; round += 1) {
      // The one before is not told to stop until its follower has been at it: it has to be fenced.
      ends.push(new AbortController());
      runs.push(run(ends.at(-1)?.signal ?? AbortSignal.abort()));
      for (const append of wholeLife(round, String(round)))
        await published.tell(String(round), ...append);
      await pause(400);
      ends.at(-2)?.abort();
    }
    const messages = await published.messages(which.audience, which.sees);
    const byKey = await consumed(messages.length);
    for (const end of ends) end.abort();
    await Promise.all(runs);
    expect(byKey).toEqual(idsByKey(messages));
  });
});

const idsByKey = (messages: readonly CloudEvent[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    messages.map(({ partitionkey }) => [
      partitionkey,
      messages.filter((one) => one.partitionkey === partitionkey).map(({ id }) => id),
    ]),
  );
