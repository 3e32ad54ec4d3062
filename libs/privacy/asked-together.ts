/** What is asked one by one and answered many at once. */
export type AskedTogether<Asked, Answer> = Readonly<{
  ask: (asked: Asked) => Promise<Answer>;
  /** Answers now whatever waits. */
  answer: () => void;
}>;

type Waiting<Asked, Answer> = Readonly<{
  asked: Asked;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}>;

/**
 * Gathers what is asked in one turn of the event loop and has it answered together; `answerAll`
 * gives the answers in the order of what was asked. What it throws, all who asked hear.
 */
export const askedTogether = <Asked, Answer>(
  answerAll: (asked: readonly Asked[]) => readonly Answer[],
): AskedTogether<Asked, Answer> => {
  let waiting: Waiting<Asked, Answer>[] = [];

  const answer = (): void => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      const answers = answerAll(batch.map(({ asked }) => asked));
      answers.forEach((one, at) => batch[at]?.resolve(one));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  return {
    answer,
    ask: (asked) =>
      new Promise((resolve, reject) => {
        waiting.push({ asked, resolve, reject });
        if (waiting.length === 1) setImmediate(answer);
      }),
  };
};
