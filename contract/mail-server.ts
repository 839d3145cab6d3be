import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { parsedText } from './parsed-text.ts';
import { idSchema } from './shared-schemas.ts';

/** A name by DNS or an IP address, in lower case; which of them may be reached is the server's to say. */
const hostSchema = parsedText('mailHost', (input) => {
  const host = input.slice(0, 300).trim().toLowerCase();
  if (host === '') return { ok: false, reason: 'empty' };
  const isHost = host.length <= 253 && /^([a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:.]+)$/.test(host);
  return isHost ? { ok: true, value: host } : { ok: false, reason: 'not_a_host' };
});

const portSchema = z.number().superRefine((value, context) => {
  if (Number.isInteger(value) && value >= 1 && value <= 65_535) return;
  const code = 'number.out_of_range';
  context.addIssue({ code: 'custom', message: code, params: { minimum: 1, maximum: 65_535, code } });
});

/** How the connection is kept from listeners: TLS from the first byte, by STARTTLS before anything is said, not at all. */
export const mailSecurities = ['tls', 'starttls', 'none'] as const;
const mailSecuritySchema = z.enum(mailSecurities);

const mailServerSchema = z.object({
  /** Names this state of it; a change says which one it changes. */
  revision: idSchema,
  host: z.string(),
  port: z.int(),
  security: mailSecuritySchema,
  user: z.string().nullable(),
  /** A password is kept; it is never answered. */
  signInKept: z.boolean(),
});

const mailServerAnswer = z
  .object({
    /** The variable of the server that decides it instead (ruling 26). */
    fixedBy: z.enum(['SMTP_URL']).nullable(),
    /** Null: none is set, mails stay in the outbox. */
    server: mailServerSchema.nullable(),
  })
  .meta({ id: 'MailServer' });
export type MailServerAnswer = z.output<typeof mailServerAnswer>;

export const getMailServer = defineRoute({
  name: 'getMailServer',
  method: 'GET',
  path: '/organization/mail-server',
  permission: 'settings:access',
  summary: 'Which server sends the mails of the organization.',
  status: 200,
  answer: mailServerAnswer,
  errors: [],
});

/** RFC 5321 knows no limit; nobody has a longer one, and what is sealed has a bound. */
const credential = z.string().max(254);

export const changeMailServer = defineRoute({
  name: 'changeMailServer',
  method: 'PUT',
  path: '/organization/mail-server',
  permission: 'settings:access',
  fresh: true,
  summary: 'Sets the mail server, after connecting to it and signing in; what it answered is told.',
  body: z.strictObject({
    /** Of what is changed; null where there is none yet. */
    revision: idSchema.nullable(),
    host: hostSchema,
    port: portSchema,
    security: mailSecuritySchema,
    user: credential.nullable(),
    /** Absent: the one that is kept, if host, port and user stay the same. */
    serverPassword: credential.optional(),
  }),
  status: 200,
  answer: mailServerAnswer,
  errors: ['stale_version', 'not_acceptable', 'not_possible_now'],
  idempotent: true,
});

export const removeMailServer = defineRoute({
  name: 'removeMailServer',
  method: 'DELETE',
  path: '/organization/mail-server',
  permission: 'settings:access',
  fresh: true,
  summary: 'Forgets the mail server: from now on mails stay in the outbox.',
  status: 204,
  errors: ['not_possible_now'],
  idempotent: true,
});

export const sendTestMail = defineRoute({
  name: 'sendTestMail',
  method: 'POST',
  path: '/organization/test-mail',
  permission: 'settings:access',
  summary: 'Sends a mail to the caller’s own address, at once, and says what the mail server answered.',
  status: 200,
  answer: z.object({
    /** `failed`: the server could not be reached or did not take it now. */
    result: z.enum(['sent', 'refused', 'failed', 'no_server']),
    to: z.string(),
    /** The mail server's own words, or what went wrong on the way to it. */
    response: z.string().nullable(),
  }),
  errors: [],
});
