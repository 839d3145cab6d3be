import { z } from 'zod';
import { allPermissions, applicationSlugs } from './permissions.ts';
import { dateSchema } from './shared-schemas.ts';

/** As they are called inside their applications. */
export const permissionNames = [
  ...new Set(allPermissions.map((permission) => permission.split(':')[1] ?? '')),
];

/** One right of a person who was invited, effective once their identity is validated. */
export const grantRequestSchema = z.strictObject({
  application: z.enum(applicationSlugs),
  permission: z.enum(permissionNames),
  from: dateSchema.optional(),
  until: dateSchema.optional(),
});
