import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { allPermissions } from './permissions.ts';
import type { Permission } from './permissions.ts';
import { nameSchema } from './plain-text.ts';
import {
  dateSchema,
  idParams,
  idSchema,
  instantSchema,
  listQuery,
  pageOf,
  personSchema,
} from './shared-schemas.ts';

/** In days from today. */
export const apiKeyDays = { byDefault: 90, most: 365 } as const;

export const apiKeyStates = ['live', 'ends_soon', 'ended', 'revoked', 'maker_gone'] as const;

const permissionSchema = z.enum(allPermissions as [Permission, ...Permission[]]);

const apiKeySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    /** Who made it: the key may do what they may, at most, and ends with them. */
    maker: personSchema,
    permissions: z.array(permissionSchema),
    /** Those of its permissions that its maker does not hold now: they open nothing. */
    withoutEffect: z.array(permissionSchema),
    state: z.enum(apiKeyStates),
    createdAt: instantSchema,
    expiresAt: instantSchema,
    /** To the minute; null: never. */
    lastUsedAt: instantSchema.nullable(),
    abilities: z.object({ revoke: z.boolean() }),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.output<typeof apiKeySchema>;

const { cursor, limit } = listQuery;

export const listApiKeys = defineRoute({
  name: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  permission: 'settings:access',
  personal: true,
  summary: 'The keys of the organization, newest first; never the keys themselves.',
  query: z.strictObject({ cursor, limit }),
  status: 200,
  answer: pageOf(apiKeySchema),
  errors: [],
});

export const createApiKey = defineRoute({
  name: 'createApiKey',
  method: 'POST',
  path: '/api-keys',
  permission: 'settings:access',
  personal: true,
  fresh: true,
  summary: 'Makes a key for a program. The answer is the only one that ever holds it.',
  body: z.strictObject({
    name: nameSchema,
    permissions: z
      .array(permissionSchema)
      .max(allPermissions.length)
      .describe('At most what you hold yourself.'),
    until: dateSchema
      .optional()
      .describe(
        `The last day on which it works: ${apiKeyDays.byDefault} days from today unless you say otherwise, ${apiKeyDays.most} at most.`,
      ),
  }),
  status: 201,
  answer: z.object({ key: z.string(), apiKey: apiKeySchema }),
  errors: ['not_acceptable'],
  idempotent: true,
});

export const revokeApiKey = defineRoute({
  name: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/{id}',
  permission: 'settings:access',
  personal: true,
  fresh: true,
  summary: 'Ends a key; it counts at the next request.',
  params: idParams,
  status: 204,
  errors: ['not_found'],
  idempotent: true,
});
