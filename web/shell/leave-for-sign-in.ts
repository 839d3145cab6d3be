import { organizationBase } from '../organization-base.ts';

/** Goes to the sign-in page, which comes back to this address (a path of this origin only, T22). */
export function leaveForSignIn(): void {
  const { pathname, search } = location;
  const base = organizationBase(pathname);
  // Home needs no mention: that is where signing in leads anyway.
  const next = pathname === `${base}/` ? '' : `?next=${encodeURIComponent(pathname + search)}`;
  location.replace(`${base}/sign-in${next}`);
}
