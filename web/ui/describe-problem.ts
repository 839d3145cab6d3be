import i18next from 'i18next';
import { ApiProblem, NoAnswer } from '../../contract/client.ts';

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
    return { title, detail, reference: requestId };
  }
  if (problem instanceof NoAnswer)
    return { title: t('error.unreachableTitle'), detail: t('error.unreachable') };
  return { title: t('error.unexpectedTitle'), detail: t('error.unexpected') };
}
