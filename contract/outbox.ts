import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { idParams, idSchema, instantSchema, listQuery, pageOf } from './shared-schemas.ts';

export const mailSchema = z.object({
  id: idSchema,
  to: z.string(),
  subject: z.string(),
  kind: z.enum([
    'invitation',
    'reminder',
    'password_reset',
    'password_changed',
    'new_device',
    'email_change_old',
    'email_change_new',
    'invitation_declined',
    'renewal_asked',
    'identity_asked',
    'identity_update_asked',
    'founding_received',
    'founding_given',
    'identity_returned',
    'identity_validated',
  ]),
  createdAt: instantSchema,
});

export const listOutbox = defineRoute({
  name: 'listOutbox',
  method: 'GET',
  path: '/outbox',
  permission: 'founder',
  summary: 'The mails kept while no mail server is set, newest first.',
  query: z.strictObject(listQuery),
  status: 200,
  answer: pageOf(mailSchema),
  errors: ['not_found'],
});

export const getOutboxMail = defineRoute({
  name: 'getOutboxMail',
  method: 'GET',
  path: '/outbox/{id}',
  permission: 'founder',
  summary: 'One kept mail as it would have looked, its link included; looking is noted in the activity.',
  params: idParams,
  status: 200,
  answer: mailSchema.extend({ html: z.string(), text: z.string() }),
  errors: ['not_found'],
});
