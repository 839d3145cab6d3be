import { queryOptions } from '@tanstack/react-query';
import { getEntrance } from '../../contract/organizations.ts';
import { call } from '../api.ts';
import { organizationSlug } from '../organization-base.ts';

/** What the organization shows before sign-in, too: the languages that people may choose from. They change seldom. */
export const entranceQuery = queryOptions({
  queryKey: ['entrance'],
  queryFn: () => call(getEntrance, { query: { organization: organizationSlug(location.pathname) } }),
  staleTime: Infinity,
});
