import { schemaAddress } from '../cloud-event.js';
import { audiences, type Audience, type PublicType } from '../contract.js';
import { contracts } from '../contracts/index.js';
import { schemasOf, typesOf } from './schemas.js';

const AT = '2026-09-03T09:00:00.000000Z';

/** One message of a type as it is sent, made up. */
export const exampleMessage = (audience: Audience, { name, example }: PublicType): object => ({
  ...{ specversion: '1.0', id: '00000000-0000-5000-8000-000000000001' },
  ...{ source: '/placements/886', type: name, subject: 'journey-1/placement-1', time: AT },
  ...{ datacontenttype: 'application/json', dataschema: schemaAddress(name) },
  ...{ partitionkey: audience === 'provider-events' ? 'provider-1' : 'journey-1', data: example },
});

const reference = (path: string) => ({ $ref: `#/${path}` });

const channelOf = (audience: Audience) => {
  const { topic, meaning } = contracts[audience];
  const messages = typesOf(audience).map(({ name }) => [
    name,
    reference(`components/messages/${name}`),
  ]);
  return { address: topic, description: meaning, messages: Object.fromEntries(messages) };
};

const messageOf = (audience: Audience, type: PublicType) => ({
  name: type.name,
  summary: type.meaning,
  contentType: 'application/json',
  payload: reference(`components/schemas/${type.name}`),
  examples: [{ payload: type.example }],
  tags: [{ name: audience }],
});

/** The AsyncAPI 3 document of all that is published. */
export const asyncApi = (): object => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Placement events',
    version: '1.0.0',
    description:
      'CloudEvents, in order for each learner or school. Each message says the full value of its ' +
      'subject and takes the place of the one it supersedes; `withdrawn` takes it away. Ids are the ' +
      'same however often a message is delivered: keep those that you have dealt with.',
  },
  channels: Object.fromEntries(audiences.map((audience) => [audience, channelOf(audience)])),
  operations: Object.fromEntries(
    audiences.map((audience) => [
      `publish-${audience}`,
      { action: 'send', channel: reference(`channels/${audience}`) },
    ]),
  ),
  components: {
    messages: Object.fromEntries(
      audiences.flatMap((audience) =>
        typesOf(audience).map((type) => [type.name, messageOf(audience, type)]),
      ),
    ),
    schemas: Object.assign({}, ...audiences.map(schemasOf)) as object,
  },
});
