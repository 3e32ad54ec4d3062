import { ValidationPipe } from '@nestjs/common';
import { bodyErrors, DOOR_OPTIONS } from '#libs/lifecycle';
import { Refused } from './refused.js';

/** Checks every body against its class; what is not declared is refused, and no value is repeated. */
export const bodyPipe = (): ValidationPipe =>
  new ValidationPipe({
    ...DOOR_OPTIONS,
    transform: true,
    exceptionFactory: (errors) =>
      new Refused({ because: 'invalid-body', errors: bodyErrors(errors) }),
  });
