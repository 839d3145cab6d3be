import { z } from 'zod';

/**
 * Every reason for which the API refuses, and its HTTP status. The set is closed: texts stand in
 * `locales/<language>/errors.json` under the same names.
 */
export const errorStatus = {
  malformed_request: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  wrong_api_key: 401,
  forbidden: 403,
  not_for_api_keys: 403,
  cross_site: 403,
  account_suspended: 403,
  own_identity: 403,
  own_account: 403,
  own_import: 403,
  not_found: 404,
  link_unknown: 404,
  stale_version: 409,
  plan_moved: 409,
  not_possible_now: 409,
  founder_stays: 409,
  already_reviewed: 409,
  already_claimed: 409,
  request_in_flight: 409,
  sending_stopped: 409,
  already_answered: 409,
  signed_in_as_another: 409,
  setup_done: 410,
  invitation_used: 410,
  invitation_revoked: 410,
  invitation_expired: 410,
  link_used: 410,
  link_expired: 410,
  too_large: 413,
  too_many_rows: 413,
  unsupported_media_type: 415,
  unknown_host: 421,
  not_acceptable: 422,
  organization_needed: 422,
  idempotency_key_reused: 422,
  fresh_sign_in_needed: 428,
  too_many_requests: 429,
  inviter_limit: 429,
  daily_limit: 429,
  internal: 500,
  unavailable: 503,
  overloaded: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** What any route may answer, so that no route lists it. */
export const commonErrors: readonly ErrorCode[] = [
  'malformed_request',
  'cross_site',
  'unsupported_media_type',
  'unknown_host',
  'too_many_requests',
  'internal',
  'unavailable',
];

/** What may speak against sending one more mail. */
export const sendingErrors = ['sending_stopped', 'inviter_limit', 'daily_limit'] as const;

const problemField = z.object({ code: z.string(), message: z.string() });

/** RFC 9457 problem details, as every refusal is answered. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string(),
    requestId: z.string(),
    /** Per field of the request, by its dotted path. */
    fields: z.record(z.string(), z.array(problemField)).optional(),
    /** Whose link has ended, told to who held it. */
    organization: z.object({ name: z.string(), slug: z.string() }).optional(),
    /** With `forbidden`: the permission that is missing, and why it does not help if it is granted. */
    permission: z.string().optional(),
    reason: z.enum(['not_granted', 'held_less_long', 'identity_not_validated']).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problemSchema>;
