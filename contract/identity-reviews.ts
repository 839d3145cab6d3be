import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { identityFormSchema, formKeySchema } from './identity-form.ts';
import { messageSchema } from './plain-text.ts';
import {
  identityStateSchema,
  idParams,
  idSchema,
  instantSchema,
  listQuery,
  pageOf,
  personSchema,
} from './shared-schemas.ts';

/** What is new: nothing was validated before; it was returned and comes again; something validated was changed. */
const newsSchema = z.enum(['first', 'corrected', 'changed']);

const claimSchema = z
  .object({
    by: z.object({ id: idSchema, name: z.string() }),
    /** It is the caller's. */
    isMine: z.boolean(),
    since: instantSchema,
    /** Then it ends by itself, unless they are still at it. */
    until: instantSchema,
  })
  .meta({ id: 'ReviewClaim' });

const reviewSchema = z.object({
  identity: z.object({ id: idSchema, version: z.int() }),
  person: personSchema,
  /** By what was handed in: the person may have no other name yet. */
  name: z.string(),
  /** Of the version under way. */
  state: identityStateSchema.extract(['draft', 'submitted', 'returned']),
  news: newsSchema,
  /** Fields that differ from what is in force or, where it was returned, from what was returned. */
  changed: z.array(z.string()),
  submittedAt: instantSchema.nullable(),
  /** By when somebody should decide: one working day after it was sent. Null: nobody has to now. */
  dueAt: instantSchema.nullable(),
  isOverdue: z.boolean(),
  /** Which reviewer has it; null: nobody. */
  claim: claimSchema.nullable(),
  /** Who filled it in last. */
  savedBy: z.string().nullable(),
  /** The caller's own: somebody else reviews it. */
  isOwn: z.boolean(),
});
export type Review = z.output<typeof reviewSchema>;

export const listReviews = defineRoute({
  name: 'listReviews',
  method: 'GET',
  path: '/identity-reviews',
  permission: 'user-management:can_validate_identity',
  summary:
    'Identities that wait for a reviewer, who waits longest first; or those returned or being filled in.',
  query: z.strictObject({
    ...listQuery,
    state: z.enum(['submitted', 'returned', 'draft']).default('submitted'),
    news: newsSchema.optional(),
    reviewer: z.enum(['me', 'others', 'nobody']).optional().describe('Who has it.'),
  }),
  status: 200,
  answer: pageOf(reviewSchema),
  errors: [],
});

export const countReviews = defineRoute({
  name: 'countReviews',
  method: 'GET',
  path: '/identity-reviews/counts',
  permission: 'user-management:can_validate_identity',
  summary: 'How many wait, are returned, are being filled in, and were validated this month.',
  status: 200,
  answer: z.object({
    submitted: z.int(),
    /** Of these, who waits longer than the target. */
    overdue: z.int(),
    returned: z.int(),
    draft: z.int(),
    validatedThisMonth: z.int(),
    /** Since when the longest waiting waits. */
    oldest: instantSchema.nullable(),
  }),
  errors: [],
});

const contentSchema = z.object({
  alias: z.string().nullable(),
  fields: z.record(z.string(), z.unknown()),
  hidden: z.array(z.string()),
});

export const getReview = defineRoute({
  name: 'getReview',
  method: 'GET',
  path: '/identity-reviews/{id}',
  permission: 'user-management:can_validate_identity',
  summary: 'One identity beside its last validated version, with the form by which it was filled in.',
  params: idParams,
  status: 200,
  answer: reviewSchema.extend({
    form: identityFormSchema,
    content: contentSchema,
    /** What is in force now; null for a first identity. */
    inForce: contentSchema.nullable(),
    /** What was last returned, by field. */
    reasons: z.record(z.string(), z.string()),
    personalCode: z.string().nullable(),
    /** Somebody else than its person may validate it. */
    hasReviewer: z.boolean(),
  }),
  errors: ['not_found'],
});

export const claimReview = defineRoute({
  name: 'claimReview',
  method: 'POST',
  path: '/identity-reviews/{id}/claim',
  permission: 'user-management:can_validate_identity',
  summary:
    'Says that the caller looks at it, for half an hour; again while they do. Somebody else has it: refused with who, unless it is taken over on purpose. A decision needs no claim, and ends it.',
  params: idParams,
  body: z.strictObject({ takeOver: z.boolean().default(false) }),
  status: 200,
  answer: claimSchema,
  errors: ['not_found', 'own_identity', 'already_claimed', 'not_possible_now'],
});

export const releaseReview = defineRoute({
  name: 'releaseReview',
  method: 'DELETE',
  path: '/identity-reviews/{id}/claim',
  permission: 'user-management:can_validate_identity',
  summary: 'Leaves it to others, if the caller has it.',
  params: idParams,
  status: 204,
  errors: ['not_found'],
});

export const validateIdentity = defineRoute({
  name: 'validateIdentity',
  method: 'POST',
  path: '/identities/{id}/validate',
  permission: 'user-management:can_validate_identity',
  summary:
    'Accepts the version that the reviewer saw; it is in force, and what is granted opens at the next request.',
  params: idParams,
  body: z.strictObject({ version: z.int32() }),
  status: 200,
  answer: z.object({ state: identityStateSchema, personalCode: z.string() }),
  errors: ['not_found', 'own_identity', 'stale_version', 'already_reviewed', 'not_possible_now'],
  idempotent: true,
});

export const returnIdentity = defineRoute({
  name: 'returnIdentity',
  method: 'POST',
  path: '/identities/{id}/return',
  permission: 'user-management:can_validate_identity',
  summary: 'Gives single fields back, each with its reason; `alias` stands for the alias.',
  params: idParams,
  body: z.strictObject({
    version: z.int32(),
    reasons: z.record(formKeySchema, messageSchema),
  }),
  status: 200,
  answer: z.object({ state: identityStateSchema }),
  errors: [
    'not_found',
    'own_identity',
    'stale_version',
    'already_reviewed',
    'not_possible_now',
    'not_acceptable',
  ],
  idempotent: true,
});

export const revealField = defineRoute({
  name: 'revealField',
  method: 'POST',
  path: '/identities/{id}/reveal',
  permission: 'user-management:can_validate_identity',
  summary: 'Shows what a sensitive field holds; the activity notes who looked.',
  params: idParams,
  body: z.strictObject({
    /** Absent: the newest. */
    version: z.int32().optional(),
    field: formKeySchema,
  }),
  status: 200,
  answer: z.object({ value: z.union([z.string(), z.number()]) }),
  errors: ['not_found'],
});
