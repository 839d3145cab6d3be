import { z } from 'zod';
import { accentColorSchema } from './accent-color.ts';
import { defineRoute } from './define-route.ts';
import { emailAddressSchema } from './email-address.ts';
import { nameSchema } from './plain-text.ts';
import { languageSchema } from './shared-schemas.ts';

/** A whole number within its limits, told with them where it is not. */
function between(minimum: number, maximum: number) {
  return z.number().superRefine((value, context) => {
    if (Number.isInteger(value) && value >= minimum && value <= maximum) return;
    const code = 'number.out_of_range';
    context.addIssue({ code: 'custom', message: code, params: { minimum, maximum, code } });
  });
}

/** How long things live, and how much of them there may be; each with the limits in which it can be set. */
export const settingLimits = {
  invitationDays: [1, 30],
  reminderDays: [1, 14],
  reminders: [0, 5],
  dailyRecipients: [1, 1_000_000],
  mailsPerMinute: [1, 100_000],
  importApprovalRows: [1, 1_000_000],
  sessionHours: [1, 24],
  sessionIdleMinutes: [5, 1440],
  staySignedInDays: [0, 30],
} as const;

const numbers = {
  invitationDays: between(...settingLimits.invitationDays).describe('How long an invitation’s link works.'),
  reminderDays: between(...settingLimits.reminderDays).describe('Days between a mail and its reminder.'),
  reminders: between(...settingLimits.reminders).describe('How many reminders at most; 0 sends none.'),
  dailyRecipients: between(...settingLimits.dailyRecipients)
    .nullable()
    .describe('Mails to different people a day; null: 2,000 on the first day, 100,000 after.'),
  mailsPerMinute: between(...settingLimits.mailsPerMinute)
    .nullable()
    .describe('How fast the mails of a bulk invite leave; null: as fast as the mail server takes them.'),
  importApprovalRows: between(...settingLimits.importApprovalRows)
    .nullable()
    .describe('A bulk invite of so many rows or more waits for a second person; null: none does.'),
  sessionHours: between(...settingLimits.sessionHours).describe('How long a session lasts at most.'),
  sessionIdleMinutes: between(...settingLimits.sessionIdleMinutes).describe('How long it lasts unused.'),
  staySignedInDays: between(...settingLimits.staySignedInDays).describe(
    'How long who chose to stay signed in stays so; 0 does not offer it.',
  ),
};

/** An IANA name; whether the server knows it is asked there. */
const timeZoneSchema = z.string().min(1).max(64);

export const logoSchema = z.object({
  /** Where it stands, public and for ever: another picture has another address. */
  address: z.string(),
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  width: z.int(),
  height: z.int(),
  /** Whether mails show it; if not, why. */
  inMails: z.enum(['shown', 'too_large', 'webp']),
});

export const settingsSchema = z
  .object({
    version: z.int(),
    name: z.string(),
    slug: z.string(),
    language: z.string(),
    languages: z.array(z.string()),
    /** Those that can be chosen: a catalog exists. */
    availableLanguages: z.array(z.string()),
    timeZone: z.string(),
    /** Null: the product's own. */
    accentColor: z.string().nullable(),
    logo: logoSchema.nullable(),
    invitationDays: z.int(),
    reminderDays: z.int(),
    reminders: z.int(),
    dailyRecipients: z.int().nullable(),
    mailsPerMinute: z.int().nullable(),
    importApprovalRows: z.int().nullable(),
    sessionHours: z.int(),
    sessionIdleMinutes: z.int(),
    staySignedInDays: z.int(),
    senderName: z.string().nullable(),
    senderAddress: z.string().nullable(),
    replyTo: z.string().nullable(),
    /** What mails carry in the end, and the variable of the server that decides it, where one does (ruling 26). */
    sender: z.object({ name: z.string(), address: z.string(), fixedBy: z.enum(['MAIL_FROM']).nullable() }),
  })
  .meta({ id: 'Settings' });
export type Settings = z.output<typeof settingsSchema>;

export const getOrganization = defineRoute({
  name: 'getOrganization',
  method: 'GET',
  path: '/organization',
  permission: 'settings:access',
  summary: 'What the settings of the organization say.',
  status: 200,
  answer: settingsSchema,
  errors: [],
});

export const changeOrganization = defineRoute({
  name: 'changeOrganization',
  method: 'PATCH',
  path: '/organization',
  permission: 'settings:access',
  summary: 'Changes what is named; the rest stays.',
  body: z.strictObject({
    version: z.int(),
    name: nameSchema.optional(),
    language: languageSchema.optional(),
    languages: z.array(languageSchema).min(1).max(20).optional(),
    timeZone: timeZoneSchema.optional(),
    accentColor: accentColorSchema.nullable().optional(),
    invitationDays: numbers.invitationDays.optional(),
    reminderDays: numbers.reminderDays.optional(),
    reminders: numbers.reminders.optional(),
    dailyRecipients: numbers.dailyRecipients.optional(),
    mailsPerMinute: numbers.mailsPerMinute.optional(),
    importApprovalRows: numbers.importApprovalRows.optional(),
    sessionHours: numbers.sessionHours.optional(),
    sessionIdleMinutes: numbers.sessionIdleMinutes.optional(),
    staySignedInDays: numbers.staySignedInDays.optional(),
  }),
  status: 200,
  answer: settingsSchema,
  errors: ['stale_version', 'not_acceptable'],
  idempotent: true,
});

export const changeSender = defineRoute({
  name: 'changeSender',
  method: 'PUT',
  path: '/organization/sender',
  permission: 'settings:access',
  fresh: true,
  summary: 'Who mails are from, and where answers to them go; null: what the server decides, and nowhere.',
  body: z.strictObject({
    version: z.int(),
    senderName: nameSchema.nullable(),
    senderAddress: emailAddressSchema.nullable(),
    replyTo: emailAddressSchema.nullable(),
  }),
  status: 200,
  answer: settingsSchema,
  errors: ['stale_version', 'not_acceptable', 'not_possible_now'],
  idempotent: true,
});

export const changeLogo = defineRoute({
  name: 'changeLogo',
  method: 'PUT',
  path: '/organization/logo',
  permission: 'settings:access',
  summary: 'Takes a picture as the logo of the organization.',
  upload: { types: ['image/png', 'image/jpeg', 'image/webp'], bytes: 262_144 },
  status: 200,
  answer: settingsSchema,
  errors: ['not_acceptable', 'too_large'],
  idempotent: true,
});

export const removeLogo = defineRoute({
  name: 'removeLogo',
  method: 'DELETE',
  path: '/organization/logo',
  permission: 'settings:access',
  summary: 'Takes the logo away; the name stands alone again.',
  status: 200,
  answer: settingsSchema,
  errors: [],
  idempotent: true,
});
