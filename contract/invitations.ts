import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { emailAddressSchema } from './email-address.ts';
import { sendingErrors } from './errors.ts';
import { grantRequestSchema } from './grant-request.ts';
import {
  channelSchema,
  countFilterSchema,
  invitationFilterQuery,
  invitationStateSchema,
} from './invitation-filter.ts';
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
  populationSchema,
} from './shared-schemas.ts';

/** What the caller may do with this row now; the screen asks these and computes no rights of its own. */
const abilitiesSchema = z.object({
  resend: z.boolean(),
  revoke: z.boolean(),
  handOverLink: z.boolean(),
  extend: z.boolean(),
  remind: z.boolean(),
  edit: z.boolean(),
  correctAddress: z.boolean(),
});

export const invitationSchema = z
  .object({
    id: idSchema,
    account: personSchema,
    population: populationSchema,
    invitedBy: personSchema.nullable(),
    state: invitationStateSchema,
    channel: channelSchema,
    language: z.string(),
    createdAt: instantSchema,
    /** When the state last changed. */
    changedAt: instantSchema,
    /** A mail that waits: for the moment that was chosen, or for a day with room under the daily limit. */
    sendAt: instantSchema.nullable(),
    sentAt: instantSchema.nullable(),
    /** Null while nothing was sent or handed over. */
    expiresAt: instantSchema.nullable(),
    /** Named by who edits, so that nobody undoes what another did meanwhile. */
    version: z.int(),
    abilities: abilitiesSchema,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.output<typeof invitationSchema>;

export const timelineKinds = [
  'invited',
  'scheduled',
  'postponed',
  'held_back',
  'queued',
  'sent',
  'kept_in_outbox',
  'delayed',
  'bounced',
  'earlier_bounced',
  'handed_over',
  'opened',
  'reminded',
  'extended',
  'edited',
  'address_corrected',
  'accepted',
  'revoked',
  'declined',
  'resent',
  'renewal_asked',
  'expired',
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
  /** The IANA zone in which the person is told times: their own, else the organization's. */
  timeZone: z.string(),
  /** Of this link: how many were sent, how many are sent by themselves at most, and when the next one is. */
  reminders: z.object({ sent: z.int(), most: z.int(), nextAt: instantSchema.nullable() }),
  /** When the person can get the next mail: one in a minute and five in an hour, at most. Null: now. */
  nextMailAt: instantSchema.nullable(),
  /** What the person will be allowed, from when until when. */
  grants: z.array(grantRequestSchema),
  /** More than the caller may grant, or for longer: the address is corrected and the link handed over by somebody who may. */
  grantsBeyondYours: z.boolean(),
  timeline: z.array(timelineEntrySchema),
});
export type InvitationDetail = z.output<typeof invitationDetailSchema>;

export const listInvitations = defineRoute({
  name: 'listInvitations',
  method: 'GET',
  path: '/invitations',
  permission: 'user-registration:access',
  summary: 'The invitations of the organization, filtered and sorted.',
  query: z.strictObject({
    ...listQuery,
    ...invitationFilterQuery,
    sort: z
      .enum(['newest', 'oldest', 'expiry', 'email'])
      .default('newest')
      .describe('`expiry`: those that end first come first, those without an end last.'),
  }),
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
  summary: 'How many invitations each state holds, among those that the other filters leave.',
  query: countFilterSchema,
  status: 200,
  answer: z.object({
    all: countSchema,
    pending: countSchema,
    unsent: countSchema,
    scheduled: countSchema,
    queued: countSchema,
    sent: countSchema,
    handed_over: countSchema,
    bounced: countSchema,
    opened: countSchema,
    accepted: countSchema,
    revoked: countSchema,
    expired: countSchema,
  }),
  errors: [],
});

export const listInviters = defineRoute({
  name: 'listInviters',
  method: 'GET',
  path: '/invitations/inviters',
  permission: 'user-registration:access',
  summary: 'Who has invited anybody, by name: what the list can be filtered by. At most 200.',
  status: 200,
  answer: z.object({ items: z.array(personSchema) }),
  errors: [],
});

export const getSendingLimits = defineRoute({
  name: 'getSendingLimits',
  method: 'GET',
  path: '/invitations/limits',
  permission: 'user-registration:access',
  summary: 'How many people may be mailed today, told before anything is sent.',
  status: 200,
  answer: z.object({
    /** Different people in the day of the organization's time zone. Beyond it, mails wait for the next day. */
    today: z.object({ limit: z.int(), used: z.int(), left: z.int(), endsAt: instantSchema }),
    /** The caller's own, in an hour; null for who may invite in bulk. Beyond it, sending is refused. */
    mine: z
      .object({ limit: z.int(), used: z.int(), left: z.int(), nextAt: instantSchema.nullable() })
      .nullable(),
    /** Too many of the last mails came back: nothing is sent before this instant but to corrected addresses. */
    stoppedUntil: instantSchema.nullable(),
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
  summary: 'Sends the invitation by email with a new link, also a silent one; the old link ends.',
  params: idParams,
  body: z.strictObject({
    /**
     * The right address, where the one before was wrong. The account stays the same. What is silent stays silent then,
     * and what waits for its day leaves on it.
     */
    email: emailAddressSchema.optional(),
  }),
  status: 200,
  answer: invitationSchema,
  errors: ['not_found', 'not_possible_now', 'not_acceptable', ...sendingErrors],
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
    /** When it would leave: its link lives from then on. Absent, or past: now. */
    sendAt: instantSchema.optional(),
  }),
  status: 200,
  answer: z.object({
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    /** Whom it would come from. */
    sender: z.string(),
    /** How long its link would live. */
    validDays: z.int(),
  }),
  errors: ['not_acceptable'],
});
