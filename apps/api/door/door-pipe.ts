import { ValidationPipe, type PipeTransform } from '@nestjs/common';
import { bodyErrors, DOOR_OPTIONS } from '#libs/lifecycle';
import { plainFaults } from './plain-body.js';
import { Refused } from './refused.js';

// Enough to mend a body by; a list of ten thousand wrong elements is not answered in full.
const MOST_ERRORS = 50;

const validating = (because: 'invalid-body' | 'invalid-query'): ValidationPipe =>
  new ValidationPipe({
    ...DOOR_OPTIONS,
    transform: true,
    exceptionFactory: (errors) =>
      new Refused({ because, errors: bodyErrors(errors).slice(0, MOST_ERRORS) }),
  });

/**
 * Checks every body and every query against its class; what is not declared is refused, and no value
 * is repeated.
 */
export const doorPipe = (): PipeTransform => {
  const bodies = validating('invalid-body');
  const queries = validating('invalid-query');
  return {
    transform: (value: unknown, metadata) => {
      if (metadata.type === 'query') return queries.transform(value, metadata) as unknown;
      if (metadata.type === 'body') {
        const errors = plainFaults(value);
        if (errors.length > 0) throw new Refused({ because: 'invalid-body', errors });
      }
      return bodies.transform(value, metadata) as unknown;
    },
  };
};
