import { audiences, type Audience, type PublicType } from '../contract.js';
import { contracts } from '../contracts/index.js';
import { withdrawalOf } from '../withdrawal.js';
import { publicSchema, type Schema } from './public-schema.js';

/** All message types of an audience. */
export const typesOf = (audience: Audience): readonly PublicType[] => [
  ...contracts[audience].types,
  withdrawalOf(audience),
];

/** The JSON Schema of each message type of an audience, by its name. */
export const schemasOf = (audience: Audience): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    typesOf(audience).map(({ name, meaning, data }) => [
      name,
      { $id: name, description: meaning, ...publicSchema(data) },
    ]),
  );

/** The schema of one type, wherever it belongs; undefined when there is no such type. */
export const schemaOf = (type: string): Schema | undefined =>
  audiences.map((audience) => schemasOf(audience)[type]).find((schema) => schema !== undefined);
