import type { FastifyInstance } from 'fastify';

export interface GiveWay {
  /** Somebody who waits for an answer. @returns to be called when they have it */
  came(): () => void;
  /** Work that nobody waits for: at once while few people are there, else a little of it at a time. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

interface Measure {
  /** So many people at once are a crowd. */
  readonly crowd: number;
  /** So much is done at a time beside a crowd: never nothing, or a busy day would hold up all mail. */
  readonly beside: number;
}

/** Lets work in the background give way to people, who share its processor and its database. */
export function createGiveWay({ crowd, beside }: Measure = { crowd: 10, beside: 2 }): GiveWay {
  let people = 0;
  let working = 0;
  const waiting: (() => void)[] = [];
  const mayBegin = () => people < crowd || working < beside;

  function goOn(): void {
    while (mayBegin()) {
      const begin = waiting.shift();
      if (!begin) return;
      working += 1;
      begin();
    }
  }

  return {
    came() {
      people += 1;
      return () => {
        people -= 1;
        goOn();
      };
    },
    async run(work) {
      await new Promise<void>((begin) => {
        waiting.push(begin);
        goOn();
      });
      try {
        return await work();
      } finally {
        working -= 1;
        goOn();
      }
    },
  };
}

/** Counts whoever writes: a stream of events that is read for hours is nobody who waits. */
export function countPeople(app: FastifyInstance, giveWay: GiveWay): void {
  app.addHook('onRequest', async ({ method }, reply) => {
    if (method !== 'GET') reply.raw.once('close', giveWay.came());
  });
}
