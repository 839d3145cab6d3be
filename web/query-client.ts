import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem, NoAnswer } from '../contract/client.ts';
import { leaveForSignIn } from './shell/leave-for-sign-in.ts';

const onError = (error: unknown) => {
  if (error instanceof ApiProblem && error.problem.code === 'not_signed_in') leaveForSignIn();
};

/** Server data lives here only. A session that ended leads to the sign-in page and back. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
  },
});

/** Whether asking again may help: nobody answered, or the server said so. */
function isPassing(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof ApiProblem && error.problem.status === 503);
}
