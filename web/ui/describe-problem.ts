import i18next from 'i18next';
import { ApiProblem, NoAnswer, TooLargeForProxy } from '../../contract/client.ts';

export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
  /** The request's id, to quote to whoever runs the server; absent when it never got there. */
  readonly reference?: string;
}

/** What to say about anything that was thrown: the server's own words, or why there are none. */
export function describeProblem(problem: unknown): ProblemWords {
  const t = i18next.getFixedT(null, 'ui');
  if (problem instanceof ApiProblem) {
    const { title, detail, requestId } = problem.problem;
    return { title, detail: problem.problem.status === 429 ? waitOf(problem) : detail, reference: requestId };
  }
  if (problem instanceof NoAnswer)
    return { title: t('error.unreachableTitle'), detail: t('error.unreachable') };
  if (problem instanceof TooLargeForProxy)
    return { title: t('error.tooLargeForProxyTitle'), detail: t('error.tooLargeForProxy') };
  return { title: t('error.unexpectedTitle'), detail: t('error.unexpected') };
}

/** "Wait a little" with how long: what a person wants to know of a 429. */
function waitOf({ problem, retryAfter }: ApiProblem): string {
  if (retryAfter === undefined || retryAfter < 1) return problem.detail;
  const t = i18next.getFixedT(null, 'ui');
  if (retryAfter < 60) return t('error.againInSeconds', { count: Math.ceil(retryAfter) });
  if (retryAfter < 5400) return t('error.againInMinutes', { count: Math.ceil(retryAfter / 60) });
  return t('error.againInHours', { count: Math.ceil(retryAfter / 3600) });
}
