import { queryOptions } from '@tanstack/react-query';
import { getEntrance } from '../../../contract/organizations.ts';
import { call } from '../../api.ts';

/** The languages that invitations can be written in; they change with the program only. */
export const entranceQuery = queryOptions({
  queryKey: ['entrance'],
  queryFn: () => call(getEntrance, {}),
  staleTime: Infinity,
});
