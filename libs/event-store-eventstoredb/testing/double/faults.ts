/** What is to go wrong. Every count is used up by one. */
export type Trouble = {
  /** Calls that are answered "not ready". */
  notReady: number;
  /** Appends whose connection breaks before they go in. */
  lostAppends: number;
  /** Appends that go in, and whose connection breaks before the answer. */
  lostAnswers: number;
  /** Reads and subscriptions that break after so many events. */
  brokenReads: number;
  eventsBeforeBreak: number;
  /** Where the leader is, when it is not here. */
  leader: Readonly<{ host: string; port: number }> | undefined;
  /** How many events went out so far. */
  eventsSent: number;
};

export type Faults = ReturnType<typeof createFaults>;

export const createFaults = (breakConnections: () => void, mostAppendBytes: number) => {
  const trouble: Trouble = {
    ...{ notReady: 0, lostAppends: 0, lostAnswers: 0 },
    ...{ brokenReads: 0, eventsBeforeBreak: 0, leader: undefined, eventsSent: 0 },
  };

  const take = (kind: 'notReady' | 'lostAppends' | 'lostAnswers' | 'brokenReads'): boolean => {
    if (trouble[kind] <= 0) return false;
    trouble[kind] -= 1;
    return true;
  };

  const broken = (kind: 'lostAppends' | 'lostAnswers'): boolean => {
    if (!take(kind)) return false;
    breakConnections();
    return true;
  };

  return {
    trouble,
    mostAppendBytes,
    isNotReady: () => take('notReady'),
    breakBeforeAppend: () => broken('lostAppends'),
    breakAfterAppend: () => broken('lostAnswers'),
    /** After how many events a read that begins now is to break; never, mostly. */
    nextBreak: () => (take('brokenReads') ? trouble.eventsBeforeBreak : Infinity),
    breakConnections,
  };
};
