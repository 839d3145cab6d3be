import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { mailKindSchema } from './mail-kinds.ts';
import { hasControlCharacter, holdsLink } from './plain-text.ts';
import { languageSchema } from './shared-schemas.ts';

/** The parts of a mail that an organization may say in its own words. Whether a mail has a button is the mail's. */
export const mailTextFields = ['subject', 'heading', 'body', 'button'] as const;
export type MailTextField = (typeof mailTextFields)[number];

/** In code points. */
export const mailTextLimits = { subject: 120, heading: 100, body: 1000, button: 40 } as const;

/** Why the words of a mail are refused. Texts: `mailText.<reason>` in `locales/<language>/errors.json`. */
export const mailTextProblems = [
  'empty',
  'too_long',
  'control_character',
  'link',
  'markup',
  'brace',
  'unknown_placeholder',
  'missing_placeholder',
  'no_such_part',
] as const;
export type MailTextProblem = (typeof mailTextProblems)[number];

export type JudgedMailText =
  | { readonly ok: true; readonly value: string }
  | {
      readonly ok: false;
      readonly reason: MailTextProblem;
      readonly values?: Readonly<Record<string, string | number>>;
    };

/** Which placeholders a text may hold, and which of them it must. */
export interface Placeholders {
  readonly allowed: readonly string[];
  readonly required: readonly string[];
}

/**
 * The words as they are kept, or why they can't stand in a mail: it is ours to make links and markup, theirs to speak
 * (P20m). Lines of a body become one paragraph.
 */
export function judgeMailText(
  field: MailTextField,
  input: string,
  { allowed, required }: Placeholders,
): JudgedMailText {
  const maximum = mailTextLimits[field];
  if (input.length > 4 * maximum) return { ok: false, reason: 'too_long', values: { maximum } };
  const lines = field === 'body' ? input.replaceAll(/[\r\n\t]+/g, ' ') : input;
  if (hasControlCharacter(lines)) return { ok: false, reason: 'control_character' };
  const value = lines.normalize('NFC').replaceAll(/ {2,}/g, ' ').trim();
  if (value === '') return { ok: false, reason: 'empty' };
  if ([...value].length > maximum) return { ok: false, reason: 'too_long', values: { maximum } };
  if (/<[a-z!/?]|&[a-z#][a-z0-9]*;/i.test(value)) return { ok: false, reason: 'markup' };
  return judgePlaceholders(value, { allowed, required });
}

function judgePlaceholders(value: string, { allowed, required }: Placeholders): JudgedMailText {
  const named = [...value.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const stranger = named.find((name) => !allowed.includes(name));
  if (stranger !== undefined)
    return { ok: false, reason: 'unknown_placeholder', values: { name: `{${stranger}}` } };
  // A letter in its place: a value may stand right after a dot, and makes a link with it.
  const spoken = value.replaceAll(/\{\w+\}/g, 'xx');
  if (/[{}]/.test(spoken)) return { ok: false, reason: 'brace' };
  if (holdsLink(spoken) || /@|\b(mailto|tel|javascript|data):/i.test(spoken))
    return { ok: false, reason: 'link' };
  const missing = required.find((name) => !named.includes(name));
  if (missing !== undefined)
    return { ok: false, reason: 'missing_placeholder', values: { name: `{${missing}}` } };
  return { ok: true, value };
}

const text = z.string().max(4 * mailTextLimits.body);
const wordsSchema = z.strictObject({
  subject: text.nullable(),
  heading: text.nullable(),
  body: text.nullable(),
  button: text.nullable(),
});

/** A kind of mail, as the outbox names it; the server knows which there are. */
const kindSchema = z.string().regex(/^[a-z_]{1,40}$/);

const mailTextSchema = z
  .object({
    kind: mailKindSchema,
    language: z.string(),
    /** 0: never changed. */
    version: z.int(),
    fields: z.array(
      z.object({
        field: z.enum(mailTextFields),
        /** The catalog's words, placeholders in braces. */
        standard: z.string(),
        /** The organization's; null: the standard ones. */
        own: z.string().nullable(),
        allowed: z.array(z.string()),
        required: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'MailText' });
export type MailText = z.output<typeof mailTextSchema>;

export const listMailTexts = defineRoute({
  name: 'listMailTexts',
  method: 'GET',
  path: '/mail-texts',
  permission: 'settings:access',
  summary: 'The words of every mail in one language, standard and own.',
  query: z.strictObject({ language: languageSchema.optional().describe('Absent: the organization’s own.') }),
  status: 200,
  answer: z.object({ language: z.string(), languages: z.array(z.string()), items: z.array(mailTextSchema) }),
  errors: ['not_acceptable'],
});

/** What was seen; 0 stands for words that were never changed. As many as the database can count. */
const versionSchema = z.int().min(0).max(2_147_483_646);

const whichText = { kind: kindSchema, language: languageSchema };

export const changeMailText = defineRoute({
  name: 'changeMailText',
  method: 'PUT',
  path: '/mail-texts',
  permission: 'settings:access',
  summary: 'Says a mail in the organization’s own words; null leaves a part as it is in the catalog.',
  body: z.strictObject({ ...whichText, version: versionSchema, words: wordsSchema }),
  status: 200,
  answer: mailTextSchema,
  errors: ['stale_version', 'not_acceptable'],
  idempotent: true,
});

export const resetMailText = defineRoute({
  name: 'resetMailText',
  method: 'POST',
  path: '/mail-texts/reset',
  permission: 'settings:access',
  summary: 'Takes the organization’s words of a mail away: the catalog’s stand again.',
  body: z.strictObject({ ...whichText, version: versionSchema }),
  status: 200,
  answer: mailTextSchema,
  errors: ['stale_version', 'not_acceptable'],
  idempotent: true,
});

export const previewMailText = defineRoute({
  name: 'previewMailText',
  method: 'POST',
  path: '/mail-texts/preview',
  permission: 'settings:access',
  summary: 'The mail as it would look with these words, to an invented person. Nothing is kept.',
  body: z.strictObject({ ...whichText, words: wordsSchema }),
  status: 200,
  answer: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
  errors: ['not_acceptable'],
});
