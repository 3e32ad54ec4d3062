import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** Errors carry their kind in the trailers: `exception`, and what belongs to it. */
const refusal = (
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): Partial<ServiceError> => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return { code, details, metadata };
};

/** 20.6 and later: NOT_FOUND, and where the leader is. */
export const notLeader = (host: string, port: number): Partial<ServiceError> =>
  refusal(status.NOT_FOUND, 'Leader info available', {
    ...{ exception: 'not-leader', 'leader-endpoint-host': host },
    'leader-endpoint-port': String(port),
  });

/** 20.6 and later, `--max-append-size`. */
export const appendTooLarge = (most: number): Partial<ServiceError> =>
  refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${most} Exceeded.`, {
    ...{ exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(most) },
  });

export const accessDenied = (): Partial<ServiceError> =>
  refusal(status.UNAUTHENTICATED, 'Authentication Failed.');

export const notReady = (): Partial<ServiceError> =>
  refusal(status.UNAVAILABLE, 'Server Is Not Ready');

export const invalidArgument = (what: string): Partial<ServiceError> =>
  refusal(status.INVALID_ARGUMENT, `The double does not know this ${what}.`);
