import { getEntrance } from '../../contract/organizations.ts';
import type { ResponseOf } from '../../contract/define-route.ts';
import { call } from '../api.ts';
import { organizationSlug } from '../organization-base.ts';
import { useAnswer } from './use-answer.ts';

/** What the pages show around their form; undefined until it is known, and where it can't be: the form works without. */
export function useEntrance(): ResponseOf<typeof getEntrance> | undefined {
  const slug = organizationSlug(location.pathname);
  const answer = useAnswer(() => call(getEntrance, { query: slug ? { organization: slug } : {} }));
  return answer.state === 'done' ? answer.value : undefined;
}
