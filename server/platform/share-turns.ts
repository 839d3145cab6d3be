interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

// Enough to carry a crowd; a turn stays short for those who wait for the next one.
const most = 100;

/**
 * Lets those who ask at the same time share a turn: who comes alone is answered at once, who comes while a turn is
 * under way waits for the next one with all others who do. One turn at a time per key.
 * @param answerAll as many answers as questions, in their order; what it throws, all of its turn get
 */
export function shareTurns<Question, Answer>(
  answerAll: (key: string, questions: readonly Question[]) => Promise<readonly Answer[]>,
): (key: string, question: Question) => Promise<Answer> {
  const queues = new Map<string, Waiting<Question, Answer>[]>();

  async function takeTurns(key: string, queue: Waiting<Question, Answer>[]): Promise<void> {
    while (queue.length > 0) {
      const turn = queue.splice(0, most);
      try {
        const answers = await answerAll(
          key,
          turn.map(({ question }) => question),
        );
        if (answers.length !== turn.length) throw new Error('as many answers as questions');
        for (const [index, answer] of answers.entries()) turn[index]?.resolve(answer);
      } catch (error) {
        for (const { reject } of turn) reject(error);
      }
    }
    queues.delete(key);
  }

  return (key, question) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(key);
      if (queue) {
        queue.push({ question, resolve, reject });
        return;
      }
      const alone = [{ question, resolve, reject }];
      queues.set(key, alone);
      void takeTurns(key, alone);
    });
}
