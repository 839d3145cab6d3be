import { ApiProblem } from '../contract/client.ts';

/** How long, in ms, the same request is the one that nobody answered. Later it is another wish. */
const sameWish = 10 * 60_000;

const unanswered = new Map<string, { readonly key: string; readonly until: number }>();

/**
 * Sends what the server carries out once per key (P32): with the key of the same request before, where nobody answered
 * that, else with a new one. So whoever tries again does it once, though the first may have gone through.
 */
export async function sendOnce<T>(asked: string, send: (key: string) => Promise<T>): Promise<T> {
  const before = unanswered.get(asked);
  const key = before && before.until > Date.now() ? before.key : crypto.randomUUID();
  unanswered.set(asked, { key, until: Date.now() + sameWish });
  try {
    const answer = await send(key);
    unanswered.delete(asked);
    return answer;
  } catch (error) {
    if (isAnswer(error)) unanswered.delete(asked);
    throw error;
  }
}

/** A server that has lost its database does not know either whether it was carried out. */
function isAnswer(error: unknown): boolean {
  return error instanceof ApiProblem && !['unavailable', 'request_in_flight'].includes(error.problem.code);
}
