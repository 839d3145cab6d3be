import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { identityFormSchema } from './identity-form.ts';
import { idSchema, instantSchema } from './shared-schemas.ts';

/** A field by its name in that version. */
const fieldNamesSchema = z.array(z.object({ key: z.string(), label: z.record(z.string(), z.string()) }));

const formVersionSchema = z
  .object({
    version: z.int(),
    /** Null: the form that an organization begins with. */
    changedAt: instantSchema.nullable(),
    /** Null too where whoever changed it is gone. */
    changedBy: z.object({ id: idSchema, name: z.string() }).nullable(),
    /** Against the version before. */
    added: fieldNamesSchema,
    changed: fieldNamesSchema,
    removed: fieldNamesSchema,
    /** Steps were added, removed or renamed, or stand in another order, they or their fields. */
    rearranged: z.boolean(),
    /** Privacy mode, where it was switched; null: as before. */
    allowsAlias: z.boolean().nullable(),
  })
  .meta({ id: 'IdentityFormVersion' });
export type IdentityFormVersion = z.output<typeof formVersionSchema>;

export const listIdentityFormVersions = defineRoute({
  name: 'listIdentityFormVersions',
  method: 'GET',
  path: '/identity-form/versions',
  permission: 'settings:access',
  summary: 'The newest 50 versions of the form, newest first: when, by whom, and what became another.',
  status: 200,
  answer: z.object({ items: z.array(formVersionSchema) }),
  errors: [],
});

export const getIdentityFormVersion = defineRoute({
  name: 'getIdentityFormVersion',
  method: 'GET',
  path: '/identity-form/versions/{version}',
  permission: 'settings:access',
  summary: 'The form as it was in one of its versions.',
  params: z.strictObject({ version: z.coerce.number().int().min(1).max(2_147_483_647) }),
  status: 200,
  answer: identityFormSchema,
  errors: ['not_found'],
});
