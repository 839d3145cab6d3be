import { ApiProblem } from '../../contract/client.ts';

/** That what was asked for is not there, or not for who asks: to ask again comes to the same. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.code === 'not_found';
}
