import type { RequestOf } from '../contract/define-route.ts';
import type { listAccounts } from '../contract/registry.ts';

type Query = NonNullable<RequestOf<typeof listAccounts>['query']>;

/** Each filter and order of the registry alone, and combinations whose rows are many, few, none, or all at the far end. */
export const peopleFilterSamples: Readonly<Record<string, Query>> = {
  none: {},
  oldest: { sort: 'oldest' },
  byName: { sort: 'name' },
  byNameFromTheEnd: { sort: 'name_desc' },
  byCode: { sort: 'code' },
  byCodeFromTheEnd: { sort: 'code_desc' },
  invited: { state: 'invited', sort: 'name' },
  active: { state: 'active', sort: 'name' },
  suspended: { state: 'suspended', sort: 'name' },
  closedAllOld: { state: 'closed', sort: 'newest' },
  noIdentity: { identity: 'none', sort: 'name' },
  submitted: { identity: 'submitted', sort: 'name' },
  returned: { identity: 'returned', sort: 'name' },
  validated: { identity: 'validated', sort: 'name' },
  external: { population: 'external', sort: 'name' },
  manyHolders: { application: 'activity', sort: 'name' },
  fewHolders: { application: 'settings', sort: 'name' },
  onlyTheFounder: { application: 'permissions', sort: 'name' },
  manyHoldersSuspended: { application: 'activity', state: 'suspended', sort: 'name' },
  returnedExternalSuspended: { state: 'suspended', identity: 'returned', population: 'external' },
  invitedValidatedNobody: { state: 'invited', identity: 'validated' },
  nameSuspended: { query: 'rossi', state: 'suspended', sort: 'name' },
  nameInvitedNobody: { query: 'anna rossi', state: 'invited', sort: 'name' },
  addressOfTheOthers: { query: 'guests', population: 'internal', sort: 'name' },
  holdersByName: { query: 'anna', application: 'activity', sort: 'name' },
};
