import { useEffect } from 'react';
import { ApiProblem } from '../../contract/client.ts';
import { queryClient } from '../query-client.ts';
import { sessionQuery } from './session.ts';

/** A right that was withdrawn while the page was open: who is here is asked anew, and the shell says what is missing. */
export function useLostRight(problem: unknown): void {
  const lost = problem instanceof ApiProblem && problem.problem.code === 'forbidden';
  useEffect(() => {
    if (lost) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [lost]);
}
