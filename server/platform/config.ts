import path from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { isNetwork } from './is-network.ts';

const DATABASE_SCHEMES = ['postgres:', 'postgresql:'];
const MAIL_SCHEMES = ['smtp:', 'smtps:'];
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const SHORTEST_SECRET = 32;
const SHORTEST_TOKEN = 16;
// Proxies look at /readyz every second or two.
const DRAIN_OF_WEB = 5;

const address = (schemes: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (text) => schemes.includes(URL.parse(text)?.protocol ?? ''),
      `must be an address like ${example}`,
    );

const list = (text: string): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Every environment variable that Foyer reads. `docs/operating.md` shows the same as a table. */
const environment = z.object({
  /** The TCP port of the pages and of the API. */
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 to 65535')
    .max(65_535, 'must be 1 to 65535')
    .default(3000),
  /** The address listened on: this machine only, unless a proxy or a container needs another one. */
  HOST: z.string().default('127.0.0.1'),
  /** Where people reach Foyer. Every link is made from it, never from a request's header. */
  PUBLIC_URL: address(['http:', 'https:'], 'https://foyer.example.org').optional(),
  /** The runtime role's address; absent: the embedded database. */
  DATABASE_URL: address(DATABASE_SCHEMES, 'postgres://foyer_app@host/foyer').optional(),
  /** The owner role's address: migrations, queues, statistics. Absent: run `foyer migrate` where it is known. */
  DATABASE_OWNER_URL: address(DATABASE_SCHEMES, 'postgres://foyer_owner@host/foyer').optional(),
  /** The folder of the embedded database and of the secret made by itself. */
  FOYER_DATA: z.string().default('./data'),
  /** The mail server; absent: mails are kept in the outbox, where the founder reads them. */
  SMTP_URL: address(MAIL_SCHEMES, 'smtp://user:password@mail.example.org:587').optional(),
  /**
   * Private networks and addresses in which Settings may name a mail server, at any port; public ones are reached at
   * the ports of mail. Who may change settings is not who runs the server.
   */
  SMTP_NETWORKS: z
    .string()
    .transform(list)
    .refine(
      (networks) => networks.every(isNetwork),
      'must be addresses or networks like 10.0.0.0/8, separated by commas',
    )
    .default([]),
  /** The sender of every mail; absent: what each organization's settings say, else no-reply at the public address. */
  MAIL_FROM: z
    .string()
    .max(320, 'must be an address like Foyer <foyer@example.org>')
    .regex(/^[^\r\n]*@[^\r\n]*$/, 'must be an address like Foyer <foyer@example.org>')
    .optional(),
  /** Signs links and derives keys. `new,old`: the first signs, all verify. */
  FOYER_SECRET: z
    .string()
    .transform(list)
    .refine(
      (secrets) => secrets.length > 0 && secrets.every((secret) => secret.length >= SHORTEST_SECRET),
      `must be ${SHORTEST_SECRET} characters or more (for instance the output of \`openssl rand -base64 32\`); two of them are separated by a comma, the new one first`,
    )
    .optional(),
  /** What this process does: serve pages, do the work in the background, or both. */
  FOYER_ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
  /** The proxies whose X-Forwarded headers are believed, and before which TLS ends. */
  TRUST_PROXY: z
    .string()
    .transform(list)
    .refine(
      (networks) => networks.every(isNetwork),
      'must be addresses or networks like 10.0.0.0/8, separated by commas',
    )
    .default([]),
  /** After a signal: seconds of `/readyz` 503 in which it still serves. Absent: 5 for web, else 0. */
  DRAIN_SECONDS: z.coerce
    .number('must be a number of seconds')
    .int('must be whole seconds')
    .min(0, 'must be 0 to 60')
    .max(60, 'must be 0 to 60')
    .optional(),
  /** What `/metrics` wants to hear as a bearer token; absent: it answers who did not come through a proxy. */
  METRICS_TOKEN: z.string().min(SHORTEST_TOKEN, `must be ${SHORTEST_TOKEN} characters or more`).optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
});

type Environment = z.infer<typeof environment>;

type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly directory: string }
  | { readonly kind: 'url'; readonly runtimeUrl: string; readonly ownerUrl?: string };

export interface Config {
  readonly port: number;
  readonly host: string;
  /** An origin: no path, no query. */
  readonly publicUrl: URL;
  readonly database: DatabaseConfig;
  readonly smtpUrl?: string;
  /** Absent: each organization's own sender. */
  readonly mailFrom?: string;
  /** Where Settings may name a mail server though it is inside. */
  readonly smtpNetworks: readonly string[];
  /** The first signs, all verify. Absent only with the embedded database: see `secret-file.ts`. */
  readonly secrets?: readonly string[];
  readonly role: Environment['FOYER_ROLE'];
  readonly trustProxy: readonly string[];
  readonly drainSeconds: number;
  readonly metricsToken?: string;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly dataDirectory: string;
}

/**
 * The one reader of the environment. An empty variable counts as absent, as in a compose file.
 * @throws {ConfigError} for the first thing that is wrong, named by its variable.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${issue?.path.join('.')} ${issue?.message}.`);
  }
  const values = parsed.data;
  const publicUrl = publicAddress(values);
  const dataDirectory = path.resolve(values.FOYER_DATA);
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    publicUrl,
    database: databaseOf(values, dataDirectory),
    ...(values.SMTP_URL !== undefined && { smtpUrl: values.SMTP_URL }),
    ...(values.MAIL_FROM !== undefined && { mailFrom: values.MAIL_FROM }),
    smtpNetworks: Object.freeze(values.SMTP_NETWORKS),
    ...(values.FOYER_SECRET !== undefined && { secrets: Object.freeze(values.FOYER_SECRET) }),
    role: values.FOYER_ROLE,
    trustProxy: Object.freeze(values.TRUST_PROXY),
    drainSeconds: values.DRAIN_SECONDS ?? (values.FOYER_ROLE === 'web' ? DRAIN_OF_WEB : 0),
    ...(values.METRICS_TOKEN !== undefined && { metricsToken: values.METRICS_TOKEN }),
    logLevel: values.LOG_LEVEL,
    dataDirectory,
  });
}

function publicAddress({ PUBLIC_URL, PORT, TRUST_PROXY }: Environment): URL {
  const url = new URL(PUBLIC_URL ?? `http://localhost:${PORT}`);
  if (url.href !== `${url.origin}/`) {
    throw new ConfigError(
      'PUBLIC_URL must end after the host and the port: Foyer stands at the root of its own address.',
    );
  }
  // Cookies and links would cross the network in the clear.
  if (url.protocol === 'http:' && !LOCAL_HOSTS.includes(url.hostname) && TRUST_PROXY.length === 0) {
    throw new ConfigError(
      'PUBLIC_URL must begin with https://, unless it is localhost or TRUST_PROXY names the proxy before which TLS ends.',
    );
  }
  return url;
}

function databaseOf(values: Environment, dataDirectory: string): DatabaseConfig {
  const { DATABASE_URL, DATABASE_OWNER_URL, FOYER_SECRET, FOYER_ROLE } = values;
  if (DATABASE_URL === undefined) {
    if (DATABASE_OWNER_URL !== undefined) {
      throw new ConfigError(
        'DATABASE_OWNER_URL is set but DATABASE_URL, the role that serves requests, is not.',
      );
    }
    if (FOYER_ROLE !== 'all') {
      throw new ConfigError(
        `FOYER_ROLE=${FOYER_ROLE} needs DATABASE_URL: the database that Foyer starts by itself serves one process.`,
      );
    }
    return Object.freeze({ kind: 'embedded', directory: path.join(dataDirectory, 'database') });
  }
  // A secret made by each process for itself would differ from machine to machine, and die with a container.
  if (FOYER_SECRET === undefined) {
    throw new ConfigError(
      'FOYER_SECRET is needed with DATABASE_URL: set it to a random text, for instance the output of `openssl rand -base64 32`.',
    );
  }
  return Object.freeze({
    kind: 'url',
    runtimeUrl: DATABASE_URL,
    ...(DATABASE_OWNER_URL !== undefined && { ownerUrl: DATABASE_OWNER_URL }),
  });
}
