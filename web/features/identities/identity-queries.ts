import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listIdentityCandidates } from '../../../contract/identity-candidates.ts';
import { getIdentity, getMyIdentity } from '../../../contract/identities.ts';
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

/** Whom whoever registers identities may look for; without words, those without an identity come first. */
export const candidatesQuery = (query: string) =>
  queryOptions({
    queryKey: ['identity-candidates', query],
    queryFn: ({ signal }) => call(listIdentityCandidates, { query: { query } }, { signal }),
    placeholderData: keepPreviousData,
    // Somebody may be at it: a list from a while ago sends two to the same person.
    staleTime: 0,
  });

/** Someone else's identity, as whoever registers it sees it. */
export const identityQuery = (id: string) =>
  queryOptions({
    queryKey: ['identity', id],
    queryFn: () => call(getIdentity, { params: { id } }),
  });
