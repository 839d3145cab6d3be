import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import {
  accountStateSchema,
  idParams,
  idSchema,
  identityStateSchema,
  instantSchema,
  languageSchema,
  listQuery,
  pageOf,
  personSchema,
} from './shared-schemas.ts';

/** `expired` is computed from `expires_at`, never stored, and not final (ruling 18). */
export const invitationStates = [
  'unsent',
  'scheduled',
  'queued',
  'sent',
  'handed_over',
  'bounced',
  'opened',
  'accepted',
  'revoked',
  'expired',
] as const;
export const invitationStateSchema = z.enum(invitationStates);
export type InvitationState = z.output<typeof invitationStateSchema>;

/** The filters of the list: `pending` is everything that still may be accepted. */
export const invitationFilterSchema = z.enum(['all', 'pending', 'bounced', 'expired', 'accepted', 'revoked']);
export type InvitationFilter = z.output<typeof invitationFilterSchema>;

export const channelSchema = z.enum(['email', 'link', 'none']);
export type Channel = z.output<typeof channelSchema>;

/** What the caller may do with this row now; the screen asks these and computes no rights of its own. */
const abilitiesSchema = z.object({ resend: z.boolean(), revoke: z.boolean(), handOverLink: z.boolean() });

export const invitationSchema = z
  .object({
    id: idSchema,
    account: personSchema,
    invitedBy: personSchema.nullable(),
    state: invitationStateSchema,
    channel: channelSchema,
    language: z.string(),
    createdAt: instantSchema,
    /** When the state last changed. */
    changedAt: instantSchema,
    sendAt: instantSchema.nullable(),
    sentAt: instantSchema.nullable(),
    /** Null while nothing was sent or handed over. */
    expiresAt: instantSchema.nullable(),
    abilities: abilitiesSchema,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.output<typeof invitationSchema>;

export const timelineKinds = [
  'invited',
  'scheduled',
  'queued',
  'sent',
  'kept_in_outbox',
  'delayed',
  'bounced',
  'handed_over',
  'opened',
  'accepted',
  'revoked',
  'declined',
  'resent',
  'renewal_asked',
] as const;
const timelineEntrySchema = z.object({
  at: instantSchema,
  kind: z.enum(timelineKinds),
  by: z.string().nullable(),
  /** What the mail server said, as plain text. */
  response: z.string().nullable(),
});

export const invitationDetailSchema = invitationSchema.extend({
  message: z.string().nullable(),
  account: personSchema.extend({ state: accountStateSchema, identity: identityStateSchema }),
  timeline: z.array(timelineEntrySchema),
});
export type InvitationDetail = z.output<typeof invitationDetailSchema>;

export const listInvitations = defineRoute({
  name: 'listInvitations',
  method: 'GET',
  path: '/invitations',
  permission: 'user-registration:access',
  summary: 'The invitations of the organization, newest first.',
  query: z.strictObject({ ...listQuery, state: invitationFilterSchema.default('all') }),
  status: 200,
  answer: pageOf(invitationSchema),
  errors: [],
});

const countSchema = z.union([z.int(), z.object({ atLeast: z.int() })]);

export const countInvitations = defineRoute({
  name: 'countInvitations',
  method: 'GET',
  path: '/invitations/counts',
  permission: 'user-registration:access',
  summary: 'How many invitations each filter of the list holds.',
  status: 200,
  answer: z.object({
    all: countSchema,
    pending: countSchema,
    bounced: countSchema,
    expired: countSchema,
    accepted: countSchema,
    revoked: countSchema,
  }),
  errors: [],
});

export const getInvitation = defineRoute({
  name: 'getInvitation',
  method: 'GET',
  path: '/invitations/{id}',
  permission: 'user-registration:access',
  summary: 'One invitation with its timeline.',
  params: idParams,
  status: 200,
  answer: invitationDetailSchema,
  errors: ['not_found'],
});

export const resendInvitation = defineRoute({
  name: 'resendInvitation',
  method: 'POST',
  path: '/invitations/{id}/resend',
  permission: 'user-registration:access',
  summary: 'Sends the invitation by email, with a new link; the old one ends.',
  params: idParams,
  status: 200,
  answer: invitationSchema,
  errors: ['not_found', 'not_possible_now'],
  idempotent: true,
});

export const revokeInvitation = defineRoute({
  name: 'revokeInvitation',
  method: 'POST',
  path: '/invitations/{id}/revoke',
  permission: 'user-registration:access',
  summary: 'Ends the link. The account stays and can be invited again.',
  params: idParams,
  status: 200,
  answer: invitationSchema,
  errors: ['not_found', 'not_possible_now'],
  idempotent: true,
});

export const handOverLink = defineRoute({
  name: 'handOverLink',
  method: 'POST',
  path: '/invitations/{id}/link',
  permission: 'user-registration:can_hand_over_link',
  summary: 'Gives a new link to hand over, once; the old one ends.',
  params: idParams,
  status: 200,
  answer: z.object({ link: z.string(), invitation: invitationSchema }),
  errors: ['not_found', 'not_possible_now'],
  idempotent: true,
});

export const previewInvitation = defineRoute({
  name: 'previewInvitation',
  method: 'POST',
  path: '/invitations/preview',
  permission: 'user-registration:access',
  summary: 'The mail as it would look; nothing is sent.',
  body: z.strictObject({
    language: languageSchema.optional(),
    message: z.string().max(1000).optional(),
    username: z.string().max(64).optional(),
  }),
  status: 200,
  answer: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
  errors: ['not_acceptable'],
});
