import { ApiProblem, NoAnswer } from '../../contract/client.ts';

/** What became of a call; `unanswered` is a connection that broke, so that nobody knows whether it was carried out. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly answer: T }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly retryAfter: number | undefined;
    }
  | { readonly kind: 'unanswered'; readonly cause: unknown };

export async function outcomeOf<T>(call: Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: 'done', answer: await call };
  } catch (error) {
    if (error instanceof ApiProblem) {
      const { problem, retryAfter } = error;
      return { kind: 'refused', status: problem.status, code: problem.code, retryAfter };
    }
    if (error instanceof NoAnswer) return { kind: 'unanswered', cause: error.cause };
    throw error;
  }
}
