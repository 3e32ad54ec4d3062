import { ValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { bodyErrors, DOOR_OPTIONS, type BodyError } from '#libs/lifecycle';
import { plainFaults } from './plain-body.js';
import { Refused } from './refused.js';

// Enough to mend a body by; a list of ten thousand wrong elements is not answered in full.
const MOST_ERRORS = 50;

type Check = (value: unknown, metadata: ArgumentMetadata) => Promise<unknown>;

const checking = (because: 'invalid-body' | 'invalid-query'): Check => {
  const refused = (errors: readonly BodyError[]) =>
    new Refused({ because, errors: errors.slice(0, MOST_ERRORS) });
  const shape = new ValidationPipe({
    ...DOOR_OPTIONS,
    transform: true,
    exceptionFactory: (errors) => refused(bodyErrors(errors)),
  });
  return async (value, metadata) => {
    const errors = plainFaults(value);
    if (errors.length > 0) throw refused(errors);
    return shape.transform(value, metadata) as Promise<unknown>;
  };
};

/**
 * Checks every body and every query against its class; what is not declared is refused, and no value
 * is repeated.
 */
export const doorPipe = (): PipeTransform => {
  const checks = {
    body: checking('invalid-body'),
    query: checking('invalid-query'),
    // Parts of the address were looked at by the guard, and what we make ourselves needs no look.
    param: undefined,
    custom: undefined,
  };
  return {
    transform: (value: unknown, metadata) => checks[metadata.type]?.(value, metadata) ?? value,
  };
};
