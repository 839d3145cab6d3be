import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { grantRequestSchema } from './grant-request.ts';
import { sendingErrors } from './errors.ts';
import { invitationDetailSchema, invitationSchema } from './invitations.ts';
import { messageSchema } from './plain-text.ts';
import { dateSchema, idParams, languageSchema, populationSchema, sendAtSchema } from './shared-schemas.ts';

export const editInvitation = defineRoute({
  name: 'editInvitation',
  method: 'PATCH',
  path: '/invitations/{id}',
  permission: 'user-registration:access',
  summary: 'Changes what it says, when it leaves and what it grants; only what is named changes.',
  params: idParams,
  body: z.strictObject({
    version: z.int(),
    message: messageSchema.nullable().optional(),
    language: languageSchema.optional(),
    population: populationSchema.optional(),
    /** Of a mail that has not left yet; null: now. */
    sendAt: sendAtSchema.nullable().optional(),
    /** All that is granted from now on: what is missing here ends. Each new one is one that the caller holds (P20). */
    grants: z.array(grantRequestSchema).max(100).optional(),
  }),
  status: 200,
  answer: invitationDetailSchema,
  errors: ['not_found', 'not_possible_now', 'stale_version', 'not_acceptable'],
  idempotent: true,
});

export const remindInvitation = defineRoute({
  name: 'remindInvitation',
  method: 'POST',
  path: '/invitations/{id}/remind',
  permission: 'user-registration:access',
  summary: 'Reminds the person by email of the same link, which stays as it is.',
  params: idParams,
  status: 200,
  answer: invitationSchema,
  errors: ['not_found', 'not_possible_now', ...sendingErrors],
  idempotent: true,
});

/** Until the end of a day in the person's time zone, or for so many days more; a link lives 30 days at most. */
export const extension = {
  until: dateSchema.optional(),
  days: z.int().min(1).max(30).optional(),
};

export const extendInvitation = defineRoute({
  name: 'extendInvitation',
  method: 'POST',
  path: '/invitations/{id}/extend',
  permission: 'user-registration:access',
  summary: 'Lets the same link work longer, or again. Says one of `until` and `days`.',
  params: idParams,
  body: z.strictObject(extension),
  status: 200,
  answer: invitationSchema,
  errors: ['not_found', 'not_possible_now', 'not_acceptable'],
  idempotent: true,
});
