import { queryOptions } from '@tanstack/react-query';
import { getMyIdentity } from '../../../contract/identities.ts';
import { getIdentityForm } from '../../../contract/identity-form.ts';
import { call } from '../../api.ts';

/** Which sections and fields a digital identity has. */
export const identityFormQuery = queryOptions({
  queryKey: ['identity-form'],
  queryFn: () => call(getIdentityForm),
  staleTime: 60_000,
});

export const myIdentityQuery = queryOptions({
  queryKey: ['my-identity'],
  queryFn: () => call(getMyIdentity),
});
