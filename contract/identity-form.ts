import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { findFormProblems } from './identity-form-problems.ts';
import { dateSchema } from './shared-schemas.ts';

/** What a field can hold. `file` comes later. */
export const fieldTypes = [
  'text',
  'long_text',
  'date',
  'number',
  'choice',
  'choices',
  'country',
  'phone',
  'address',
  'email',
  'url',
  'boolean',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/**
 * The forms that a text can be held to: a closed list, so that no pattern of an organization's own can keep the server
 * busy (T34).
 */
export const textFormats = [
  'person_name',
  'digits',
  'letters_and_digits',
  'document_number',
  'italian_tax_code',
] as const;
export type TextFormat = (typeof textFormats)[number];

/** Of sections and fields: stands in columns of imports and in addresses of problems. */
export const formKeySchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

/** One text per language (BCP 47); the reader's own, else the organization's, else the first is shown. */
const textsSchema = (maximum: number) =>
  z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/), z.string().trim().min(1).max(maximum))
    .refine((texts) => Object.keys(texts).length > 0, { params: { code: 'request.required' } });

const choiceSchema = z.strictObject({
  value: formKeySchema,
  label: textsSchema(100),
});

const fieldSchema = z.strictObject({
  key: formKeySchema,
  type: z.enum(fieldTypes),
  label: textsSchema(100),
  hint: textsSchema(300).optional(),
  /** Why the organization asks, told to the person. */
  purpose: textsSchema(300).optional(),
  /** Asked of whoever may edit the field. */
  required: z.boolean().default(false),
  /** A change of it is reviewed before it is in force. */
  verified: z.boolean().default(false),
  /** Kept encrypted, and shown to others only on purpose, which the activity notes. Always `reviewers` or `person`. */
  sensitive: z.boolean().default(false),
  /**
   * `person`: the person alone. `reviewers`: also whoever registers or reviews identities. `everybody`: also whoever may
   * open the person's page.
   */
  sees: z.enum(['person', 'reviewers', 'everybody']).default('reviewers'),
  /** `person`: the person alone; `reviewers`: whoever registers or reviews identities; `everybody`: both. */
  edits: z.enum(['person', 'reviewers', 'everybody']).default('everybody'),
  /** How long it is kept after the account is closed; null: as long as the identity. */
  retentionMonths: z.int().min(1).max(1200).nullable().default(null),
  choices: z.array(choiceSchema).max(300).optional(),
  /** Of a text, in characters. */
  length: z
    .strictObject({
      min: z.int().min(0).max(4000).optional(),
      max: z.int().min(1).max(4000).optional(),
    })
    .optional(),
  /** Of a number, or of a date: days, `today` being the day on which it is asked. */
  range: z
    .strictObject({
      min: z.union([z.number(), z.literal('today'), dateSchema]).optional(),
      max: z.union([z.number(), z.literal('today'), dateSchema]).optional(),
    })
    .optional(),
  format: z.enum(textFormats).optional(),
});
export type FormField = z.output<typeof fieldSchema>;

/** One of the guided steps. */
const sectionSchema = z.strictObject({
  key: formKeySchema,
  label: textsSchema(100),
  hint: textsSchema(300).optional(),
  fields: z.array(fieldSchema).min(1).max(50),
});
export type FormSection = z.output<typeof sectionSchema>;

const sectionsSchema = z.array(sectionSchema).min(1).max(20);

export const identityFormSchema = z
  .object({
    version: z.int(),
    /** Privacy mode: a person may give an alias instead of personal data. */
    allowsAlias: z.boolean(),
    sections: sectionsSchema,
  })
  .meta({ id: 'IdentityForm' });
export type IdentityForm = z.output<typeof identityFormSchema>;

export const getIdentityForm = defineRoute({
  name: 'getIdentityForm',
  method: 'GET',
  path: '/identity-form',
  permission: 'signed-in',
  summary: 'The sections and fields of a digital identity, from which steps, imports and reviews are made.',
  status: 200,
  answer: identityFormSchema,
  errors: [],
});

export const changeIdentityForm = defineRoute({
  name: 'changeIdentityForm',
  method: 'PUT',
  path: '/identity-form',
  permission: 'settings:access',
  summary: 'The whole form anew. It counts from the next draft or submission on; what is validated stays so.',
  body: z
    .strictObject({
      /** The version that was changed. */
      version: z.int32(),
      allowsAlias: z.boolean().optional(),
      sections: sectionsSchema,
    })
    .superRefine(({ sections }, context) => {
      for (const { path, ...params } of findFormProblems(sections)) {
        context.addIssue({ code: 'custom', path: ['sections', ...path], params });
      }
    }),
  status: 200,
  answer: identityFormSchema,
  errors: ['stale_version', 'not_acceptable'],
  idempotent: true,
});
