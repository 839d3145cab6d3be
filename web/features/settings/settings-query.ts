import { queryOptions } from '@tanstack/react-query';
import { getMailServer } from '../../../contract/mail-server.ts';
import { getOrganization } from '../../../contract/settings.ts';
import { call } from '../../api.ts';

/** Fetched when a section opens, and not behind the back of whoever is changing something. */
export const settingsQuery = queryOptions({
  queryKey: ['settings', 'organization'],
  queryFn: () => call(getOrganization),
  refetchOnWindowFocus: false,
});

export const mailServerQuery = queryOptions({
  queryKey: ['settings', 'mail-server'],
  queryFn: () => call(getMailServer),
  refetchOnWindowFocus: false,
});
