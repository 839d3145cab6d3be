import { createHash } from 'node:crypto';
import type { RequestOf } from '../contract/define-route.ts';
import type { listInvitations } from '../contract/invitations.ts';

type Query = NonNullable<RequestOf<typeof listInvitations>['query']>;

const inviter = (number: number) =>
  createHash('md5')
    .update(`account ${number}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-8$3-8$4-');

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Each filter of the list alone, and combinations whose rows are many, few, none, or all at the far end. */
export const filters: Readonly<Record<string, Query>> = {
  none: {},
  pending: { state: 'pending' },
  expired: { state: 'expired' },
  sent: { state: 'sent' },
  unsent: { state: 'unsent' },
  scheduled: { state: 'scheduled' },
  accepted: { state: 'accepted' },
  bounced: { state: 'bounced' },
  opened: { state: 'opened' },
  revoked: { state: 'revoked' },
  severalStates: { state: 'bounced,expired' },
  external: { population: 'external' },
  rareLanguage: { language: 'ar' },
  byHand: { channel: 'link' },
  inviter: { invitedBy: inviter(1) },
  rareInviter: { invitedBy: inviter(2) },
  everyName: { query: 'person' },
  manyNames: { query: 'person.1' },
  someNames: { query: 'person.777' },
  oneName: { query: 'person.777777' },
  noName: { query: 'nobody' },
  lastWeek: { from: daysAgo(7) },
  aYearAgo: { from: daysAgo(380), to: daysAgo(350) },
  acceptedInItalian: { state: 'accepted', language: 'it' },
  bouncedRareLanguage: { state: 'bounced', language: 'ar' },
  inviterExpired: { invitedBy: inviter(1), state: 'expired' },
  inviterRevokedExternal: { invitedBy: inviter(1), state: 'revoked', population: 'external' },
  namesRevoked: { query: 'person.7', state: 'revoked' },
  namesPending: { query: 'person.1', state: 'pending' },
  namesPendingOldest: { query: 'person.1', state: 'pending', sort: 'oldest' },
  namesExpired: { query: 'person.9', state: 'expired' },
  namesByHand: { query: 'person.3', channel: 'link' },
  namesOfInviter: { query: 'person.1', invitedBy: inviter(1) },
  everyNameRevoked: { query: 'person', state: 'revoked' },
  namesBounced: { query: 'person.1', state: 'bounced', sort: 'expiry' },
  namesAccepted: { query: 'person.1', state: 'accepted', sort: 'email' },
};
