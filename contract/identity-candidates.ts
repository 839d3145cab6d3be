import { z } from 'zod';
import { foundPersonSchema } from './accounts.ts';
import { defineRoute } from './define-route.ts';
import { peopleFilters } from './people-filter.ts';
import { idSchema, instantSchema } from './shared-schemas.ts';

/** A person as whoever registers identities meets them, with what may be done about theirs now. */
export const identityCandidateSchema = foundPersonSchema
  .extend({
    /** What is under way beside the identity in force. */
    pending: z.enum(['draft', 'submitted', 'returned']).nullable(),
    createdAt: instantSchema,
    /** When the newest version was last saved, and by whom. */
    savedAt: instantSchema.nullable(),
    savedBy: z.object({ id: idSchema, name: z.string() }).nullable(),
    /** The person has saved something of a draft within the last ten minutes. */
    fillingIn: z.boolean(),
    /** When they were last asked by mail to complete their own data. */
    askedAt: instantSchema.nullable(),
    abilities: z.object({
      /** Somebody else's identity that is neither validated nor waiting for a reviewer. */
      register: z.boolean(),
      /** It waits, and the caller may look at it. */
      review: z.boolean(),
      /** A mail may ask them for it now. */
      ask: z.boolean(),
    }),
  })
  .meta({ id: 'IdentityCandidate' });
export type IdentityCandidate = z.output<typeof identityCandidateSchema>;

export const listIdentityCandidates = defineRoute({
  name: 'listIdentityCandidates',
  method: 'GET',
  path: '/identity-candidates',
  permission: 'user-management:can_register_identity',
  summary: 'Whom to register: at most twenty people, those without a validated identity first.',
  query: z.strictObject({ query: peopleFilters.query }),
  status: 200,
  answer: z.object({ items: z.array(identityCandidateSchema) }),
  errors: [],
});
