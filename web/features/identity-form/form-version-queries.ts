import { queryOptions } from '@tanstack/react-query';
import {
  getIdentityFormVersion,
  listIdentityFormVersions,
} from '../../../contract/identity-form-versions.ts';
import { call } from '../../api.ts';

export const formVersionsQuery = queryOptions({
  queryKey: ['identity-form-versions'],
  queryFn: () => call(listIdentityFormVersions),
  // Somebody else may have saved one meanwhile.
  staleTime: 0,
});

/** A version never changes. */
export const formVersionQuery = (version: number) =>
  queryOptions({
    queryKey: ['identity-form-versions', version],
    queryFn: () => call(getIdentityFormVersion, { params: { version } }),
    staleTime: Infinity,
  });
