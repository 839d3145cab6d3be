import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { mailKindSchema } from './mail-kinds.ts';
import { idParams, idSchema, instantSchema, listQuery, pageOf } from './shared-schemas.ts';

export const mailSchema = z.object({
  id: idSchema,
  to: z.string(),
  subject: z.string(),
  kind: mailKindSchema,
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
