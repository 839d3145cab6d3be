import { ApiProblem, NoAnswer } from '../../contract/client.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { Steady } from '../api.ts';
import { freshSignIn } from './questions.ts';
import { isStillSignedIn } from './is-still-signed-in.ts';
import { unlessServerHangs, untilServerIsBack } from './server-watch.ts';

/** A call that still fails after so many remedies is told as it failed. */
const mostTries = 20;

/**
 * Goes on where a page would otherwise lose what was typed: asks for the password where an act needs it fresh, for
 * a new sign-in where the session ended, waits where the server is gone, and then sends the same request again.
 */
export const steadyCall: Steady = async (attempt, { idempotencyKey, isUpload }) => {
  const { pathname } = location;
  for (let tries = 1; ; tries += 1) {
    try {
      return await (isUpload ? attempt() : unlessServerHangs(attempt()));
    } catch (error) {
      if (tries === mostTries || !(await isRemedied(error, idempotencyKey))) throw error;
      // Whoever left the page meanwhile does not wait for it any more.
      if (idempotencyKey !== undefined && location.pathname !== pathname) throw error;
    }
  }
};

async function isRemedied(error: unknown, idempotencyKey: string | undefined): Promise<boolean> {
  if (hasCode(error, 'fresh_sign_in_needed')) return freshSignIn.ask();
  if (hasCode(error, 'not_signed_in')) return isStillSignedIn();
  // A request that may have been carried out is repeated only where the server knows it again (P32).
  if (hasCode(error, 'request_in_flight') && idempotencyKey !== undefined) return waited();
  if (!isGone(error)) return false;
  const back = untilServerIsBack();
  if (idempotencyKey === undefined) return false;
  await back;
  return true;
}

function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof ApiProblem && error.problem.code === code;
}

/** Nobody answered, or the server has lost its database. What the page itself broke off is no sign of that. */
function isGone(error: unknown): boolean {
  const wasBrokenOff = error instanceof NoAnswer && (error.cause as Error | undefined)?.name === 'AbortError';
  return (error instanceof NoAnswer && !wasBrokenOff) || hasCode(error, 'unavailable');
}

/** The first sending is still at work over there. */
async function waited(): Promise<true> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  return true;
}
