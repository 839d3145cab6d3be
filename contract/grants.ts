import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { grantRequestSchema, permissionNames } from './grant-request.ts';
import { applicationSlugs } from './permissions.ts';
import {
  dateSchema,
  idParams,
  idSchema,
  identityStateSchema,
  instantSchema,
  listQuery,
  pageOf,
  personSchema,
} from './shared-schemas.ts';

const applicationSchema = z.object({
  slug: z.string(),
  permissions: z.array(
    z.object({
      name: z.string(),
      holders: z.int(),
      /** Whether the caller may grant it: nobody grants what they don't hold. */
      grantable: z.boolean(),
    }),
  ),
});
export type Application = z.output<typeof applicationSchema>;

export const listApplications = defineRoute({
  name: 'listApplications',
  method: 'GET',
  path: '/applications',
  permission: 'permissions:access',
  summary: 'The applications with their permissions, and how many people hold each.',
  status: 200,
  answer: z.object({ items: z.array(applicationSchema) }),
  errors: [],
});

export const grantStateSchema = z.enum(['in_force', 'starts_later', 'ends_soon', 'ended', 'revoked']);

export const grantSchema = z
  .object({
    id: idSchema,
    account: personSchema.extend({ personalCode: z.string().nullable() }),
    application: z.string(),
    permission: z.string(),
    /** `founder` grants are fixed and have no dates. */
    source: z.enum(['founder', 'manual']),
    grantedBy: z.string().nullable(),
    reason: z.string().nullable(),
    from: instantSchema.nullable(),
    until: instantSchema.nullable(),
    state: grantStateSchema,
    /** False while the account has no validated identity: the grant is there and opens nothing. */
    effective: z.boolean(),
    version: z.int(),
    abilities: z.object({ edit: z.boolean(), revoke: z.boolean() }),
  })
  .meta({ id: 'Grant' });
export type Grant = z.output<typeof grantSchema>;

export const listGrants = defineRoute({
  name: 'listGrants',
  method: 'GET',
  path: '/grants',
  permission: 'permissions:access',
  summary: 'Who holds what, since when and until when. The founder comes first.',
  query: z.strictObject({
    ...listQuery,
    account: idSchema.optional(),
    application: z.enum(applicationSlugs).optional(),
    permission: z.enum(permissionNames).optional(),
  }),
  status: 200,
  answer: pageOf(grantSchema),
  errors: [],
});

/** Whom one may grant to. What is granted opens nothing until the identity is validated. */
export const grantCandidateSchema = personSchema.extend({
  personalCode: z.string().nullable(),
  identityState: identityStateSchema,
});
export type GrantCandidate = z.output<typeof grantCandidateSchema>;

export const listGrantCandidates = defineRoute({
  name: 'listGrantCandidates',
  method: 'GET',
  path: '/grants/candidates',
  permission: 'permissions:can_grant',
  summary: 'Accounts whose email or username begins with the query, or the one account that is named.',
  query: z.strictObject({ query: z.string().max(254).default(''), account: idSchema.optional() }),
  status: 200,
  answer: z.object({ items: z.array(grantCandidateSchema) }),
  errors: [],
});

export const grantPermission = defineRoute({
  name: 'grantPermission',
  method: 'POST',
  path: '/grants',
  permission: 'permissions:can_grant',
  summary: 'Grants one permission that the caller holds, from the start and until the end of the given days.',
  body: grantRequestSchema.extend({ account: idSchema, reason: z.string().trim().max(300).optional() }),
  status: 201,
  answer: grantSchema,
  errors: ['not_acceptable'],
  idempotent: true,
});

export const changeGrant = defineRoute({
  name: 'changeGrant',
  method: 'PATCH',
  path: '/grants/{id}',
  permission: 'permissions:can_grant',
  summary: 'Changes the dates of a grant; null takes a date away.',
  params: idParams,
  body: z.strictObject({
    version: z.int32(),
    from: dateSchema.nullable().optional(),
    until: dateSchema.nullable().optional(),
  }),
  status: 200,
  answer: grantSchema,
  errors: ['not_found', 'stale_version', 'not_possible_now', 'not_acceptable'],
  idempotent: true,
});

export const revokeGrant = defineRoute({
  name: 'revokeGrant',
  method: 'DELETE',
  path: '/grants/{id}',
  permission: 'permissions:can_grant',
  summary: 'Withdraws a grant; it counts at the next request.',
  params: idParams,
  status: 204,
  errors: ['not_found', 'not_possible_now'],
  idempotent: true,
});
