import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { grantRequestSchema } from './grant-request.ts';
import { emailDomainSchema } from './email-address.ts';
import { batchRefusals } from './batch-refusals.ts';
import { listFilterSchema } from './invitation-filter.ts';
import { extension } from './invitation-changes.ts';
import { idParams, idSchema, instantSchema, languageSchema, populationSchema } from './shared-schemas.ts';

/** `send`: those alone that were never sent. */
export const batchActions = ['send', 'resend', 'remind', 'correct', 'revoke', 'extend', 'edit'] as const;
export type BatchAction = (typeof batchActions)[number];

const refusedSchema = z.array(z.object({ reason: z.enum(batchRefusals), count: z.int() }));

export const invitationBatchSchema = z
  .object({
    id: idSchema,
    action: z.enum(batchActions),
    /** `collecting`: a large filter is still being read, `total` is not known yet. */
    state: z.enum(['collecting', 'running', 'done']),
    total: z.int(),
    /** Looked at so far: done and refused together. */
    done: z.int(),
    refused: refusedSchema,
    /** Whoever began it lost the right meanwhile: those that were left are refused as `no_longer`. */
    isStopped: z.boolean(),
    /** Mails that wait for another day, because today's limit is reached. */
    postponed: z.int(),
    startedBy: z.string().nullable(),
    createdAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'InvitationBatch' });
export type InvitationBatch = z.output<typeof invitationBatchSchema>;

const selection = {
  /** Either these invitations … */
  ids: z.array(idSchema).min(1).max(10_000).optional(),
  /** … or all that this filter of the list holds when the request arrives. */
  filter: listFilterSchema.optional(),
};

/** Of a `correct`: the domain that was typed wrong, and the right one. */
export const domainChangeSchema = z.strictObject({ from: emailDomainSchema, to: emailDomainSchema });
export type DomainChange = z.output<typeof domainChangeSchema>;

const correction = {
  /**
   * In which addresses what is put right. Corrected and sent again, or neither; what is silent stays silent, and what
   * waits for its day leaves on it.
   */
  domain: domainChangeSchema.optional(),
};

/** Of an `edit`: what becomes the same in all of them; what is not named stays as it is in each. */
const edits = {
  population: populationSchema.optional(),
  language: languageSchema.optional(),
  /**
   * Given to each person who does not hold it; who holds one keeps it with its days. Each is one that the caller holds
   * (P20).
   */
  grants: z.array(grantRequestSchema).min(1).max(100).optional(),
  /** Taken from each person who holds it, whoever gave it. Each is one that the caller could give (P20). */
  withdraw: z
    .array(grantRequestSchema.pick({ application: true, permission: true }))
    .min(1)
    .max(100)
    .optional(),
};

export const previewBatch = defineRoute({
  name: 'previewBatch',
  method: 'POST',
  path: '/invitations/bulk/preview',
  permission: 'user-registration:access',
  summary: 'What doing this to many would come to; nothing is done. Says one of `ids` and `filter`.',
  body: z.strictObject({ action: z.enum(batchActions), ...selection, ...extension, ...correction, ...edits }),
  status: 200,
  answer: z.object({
    /** How many the selection or the filter holds: the number to repeat as `expected`. */
    total: z.int(),
    possible: z.int(),
    refused: refusedSchema,
    /** Of the possible mails, those that would leave on another day. */
    postponed: z.int(),
    /** Of the possible, those whose invitation was revoked, or declined by its person: they are asked in anew. */
    invitedAgain: z.int(),
  }),
  errors: ['not_acceptable'],
});

export const actOnInvitations = defineRoute({
  name: 'actOnInvitations',
  method: 'POST',
  path: '/invitations/bulk',
  permission: 'user-registration:access',
  summary:
    'Does one thing to many invitations. A few are done when the answer comes, many in the background: `state` says which.',
  body: z.strictObject({
    action: z.enum(batchActions),
    ...selection,
    ...extension,
    ...correction,
    ...edits,
    /** With `filter`: how many the caller was told. Refused if it holds more now. */
    expected: z.int().min(0).optional(),
  }),
  status: 202,
  answer: invitationBatchSchema,
  errors: ['not_acceptable', 'sending_stopped'],
  idempotent: true,
});

export const listInvitationBatches = defineRoute({
  name: 'listInvitationBatches',
  method: 'GET',
  path: '/invitation-batches',
  permission: 'user-registration:access',
  summary: 'The batches of the last day, newest first, 20 at most.',
  status: 200,
  answer: z.object({ items: z.array(invitationBatchSchema) }),
  errors: [],
});

export const getInvitationBatch = defineRoute({
  name: 'getInvitationBatch',
  method: 'GET',
  path: '/invitation-batches/{id}',
  permission: 'user-registration:access',
  summary: 'How far a batch has come.',
  params: idParams,
  status: 200,
  answer: invitationBatchSchema,
  errors: ['not_found'],
});
