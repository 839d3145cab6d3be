import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { getMyIdentity, updateRequestSchema } from './identities.ts';
import { formKeySchema } from './identity-form.ts';
import { messageSchema } from './plain-text.ts';
import { idParams } from './shared-schemas.ts';

/** What whoever is asked should look at, and what is said to them. */
export const updateWish = {
  /** Fields that the person may edit. None: all of them. */
  fields: z.array(formKeySchema).max(100).default([]),
  /** Shown to the person in My data. */
  note: messageSchema.optional(),
};

export const askForUpdate = defineRoute({
  name: 'askForUpdate',
  method: 'POST',
  path: '/accounts/{id}/identity/update-request',
  permission: 'user-management:can_register_identity',
  summary:
    'Asks a member by mail to look at their data again; the same person not twice within an hour. It is answered when they hand in a change, or say that all is right.',
  params: idParams,
  body: z.strictObject(updateWish),
  status: 200,
  answer: updateRequestSchema,
  errors: ['not_found', 'own_identity', 'not_possible_now', 'not_acceptable'],
  idempotent: true,
});

export const confirmMyIdentity = defineRoute({
  name: 'confirmMyIdentity',
  method: 'POST',
  path: '/me/identity/confirm',
  permission: 'signed-in',
  summary: 'Says that one’s data is right as it is: answers a request to look at it again.',
  status: 200,
  answer: getMyIdentity.answer,
  errors: ['not_possible_now'],
  idempotent: true,
});
