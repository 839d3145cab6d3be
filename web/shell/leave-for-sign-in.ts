import { organizationBase } from '../organization-base.ts';

/** Goes to the sign-in page, which comes back to this address (a path of this origin only, T22). */
export function leaveForSignIn(): void {
  const here = location.pathname + location.search;
  location.replace(`${organizationBase(location.pathname)}/sign-in?next=${encodeURIComponent(here)}`);
}
