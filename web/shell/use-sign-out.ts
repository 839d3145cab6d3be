import { useMutation } from '@tanstack/react-query';
import { signOut } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { organizationBase } from '../organization-base.ts';
import { forgetDrafts } from '../ui/forget-drafts.ts';
import { describeProblem } from '../ui/describe-problem.ts';
import { showToast } from '../ui/show-toast.tsx';

/** Ends the session and leads to the sign-in page. */
export function useSignOut(): () => void {
  const leaving = useMutation({
    mutationFn: () => call(signOut),
    onSuccess: () => {
      forgetDrafts();
      location.assign(`${organizationBase(location.pathname)}/sign-in`);
    },
    onError: (error) => showToast(describeProblem(error).title),
  });
  return () => leaving.mutate();
}
