import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { emailAddressSchema } from './email-address.ts';
import { lookSchema } from './look.ts';
import { nameSchema } from './plain-text.ts';
import { sessionSchema } from './sessions.ts';
import { idSchema, instantSchema, passwordSchema, timeZoneSchema, tokenSchema } from './shared-schemas.ts';
import { slugSchema } from './slug.ts';
import { usernameSchema } from './username.ts';

export const foundOrganization = defineRoute({
  name: 'foundOrganization',
  method: 'POST',
  path: '/setup',
  permission: 'public',
  summary: 'Founds the organization by the set-up link that the server printed, and signs the founder in.',
  body: z.strictObject({
    token: tokenSchema,
    organization: z.strictObject({
      name: nameSchema,
      slug: slugSchema,
      /** That of its days, limits and schedules. Absent: UTC. */
      timeZone: timeZoneSchema.optional(),
    }),
    founder: z.strictObject({
      email: emailAddressSchema,
      username: usernameSchema.optional(),
      password: passwordSchema,
    }),
  }),
  status: 201,
  answer: sessionSchema,
  errors: ['link_unknown', 'setup_done', 'not_acceptable', 'overloaded'],
});

export const inspectSetup = defineRoute({
  name: 'inspectSetup',
  method: 'POST',
  path: '/setup/inspect',
  permission: 'public',
  summary: 'Whether a set-up link still founds an organization; changes nothing.',
  body: z.strictObject({ token: tokenSchema }),
  status: 200,
  answer: z.object({ mail: z.enum(['smtp', 'outbox']) }),
  errors: ['link_unknown', 'setup_done'],
});

export const getEntrance = defineRoute({
  name: 'getEntrance',
  method: 'GET',
  path: '/entrance',
  permission: 'public',
  summary: 'What the pages before sign-in show.',
  query: z.strictObject({ organization: slugSchema.optional() }),
  status: 200,
  answer: z.object({
    /** The organization asked for, or the only one; null when there is none, or several and none was named. */
    organization: z
      .object({
        name: z.string(),
        slug: z.string(),
        /** How long one may stay signed in on a device; 0 offers it to nobody. */
        staySignedInDays: z.int(),
        ...lookSchema.shape,
      })
      .nullable(),
    founded: z.boolean(),
    mail: z.enum(['smtp', 'outbox']),
    languages: z.array(z.string()),
  }),
  errors: ['not_found'],
});

const checklistSchema = z.array(
  z.object({
    step: z.enum([
      'found_organization',
      'complete_identity',
      'set_up_mail',
      'invite_people',
      'choose_reviewer',
    ]),
    done: z.boolean(),
  }),
);

export const getHome = defineRoute({
  name: 'getHome',
  method: 'GET',
  path: '/home',
  permission: 'signed-in',
  summary: 'What waits for the caller: figures for operators, the list of first steps for the founder.',
  status: 200,
  answer: z.object({
    /** Null for those who may not open User registration. */
    invitations: z
      .object({
        pending: z.union([z.int(), z.object({ atLeast: z.int() })]),
        bounced: z.union([z.int(), z.object({ atLeast: z.int() })]),
      })
      .nullable(),
    /** Null for those who may not validate identities. */
    reviews: z.object({ waiting: z.int(), oldest: instantSchema.nullable() }).nullable(),
    accountsWithoutIdentity: z.union([z.int(), z.object({ atLeast: z.int() })]).nullable(),
    /** Who joined lately; null for those who open neither User registration nor Management of users. */
    arrivals: z.array(z.object({ id: idSchema, name: z.string(), at: instantSchema })).nullable(),
    checklist: checklistSchema.nullable(),
    /** The caller is asked to look at their own data again. */
    isAskedForUpdate: z.boolean(),
  }),
  errors: [],
});
