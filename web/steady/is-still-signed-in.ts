import { ApiProblem } from '../../contract/client.ts';
import { getSession } from '../../contract/sessions.ts';
import { callOnce } from '../api.ts';
import { organizationBase } from '../organization-base.ts';
import { queryClient } from '../query-client.ts';
import { sessionQuery } from '../shell/session.ts';
import { signInAgain } from './questions.ts';

let asking: Promise<boolean> | null = null;

/**
 * After a call that was refused for want of a session. Another call or tab may have changed the cookie meanwhile
 * (a fresh sign-in does): then the same call simply goes again. Else the person signs in over the page. A page that
 * never had a session leads to the sign-in page.
 */
export async function isStillSignedIn(): Promise<boolean> {
  const before = queryClient.getQueryData(sessionQuery.queryKey);
  if (!before) return false;
  asking ??= find(before.account.id).finally(() => {
    asking = null;
  });
  return asking;
}

async function find(accountId: string): Promise<boolean> {
  try {
    const now = await callOnce(getSession);
    // Somebody else signed in, in another tab: nothing of this page is theirs.
    if (now.account.id !== accountId) return leave();
    queryClient.setQueryData(sessionQuery.queryKey, now);
    return true;
  } catch (error) {
    const ended = error instanceof ApiProblem && error.problem.code === 'not_signed_in';
    return ended && signInAgain.ask();
  }
}

function leave(): Promise<never> {
  location.replace(`${organizationBase(location.pathname)}/`);
  return new Promise(() => {});
}
