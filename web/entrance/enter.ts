import { getEntrance } from '../../contract/organizations.ts';
import type { Session } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { organizationBase } from '../organization-base.ts';
import { safeNext } from './safe-next.ts';

/**
 * Goes on to the pages of whoever just signed in: to where they came from, else Home; below `/o/{slug}` where several
 * organizations share the server (ruling 13).
 */
export async function enter({ organization }: Session, next: string | null = null): Promise<void> {
  const path = safeNext(next ?? '/', location.origin);
  const base = organizationBase(path) ? '' : await findBase(organization.slug);
  location.replace(base + path);
}

async function findBase(slug: string): Promise<string> {
  const here = organizationBase(location.pathname);
  if (here) return here;
  // Without a name the server answers with the only organization. Not knowing is no harm: the session decides.
  const only = await call(getEntrance, { query: {} }).catch(() => undefined);
  return only?.organization === null ? `/o/${slug}` : '';
}
