import os from 'node:os';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { RouteDefinition } from '../contract/define-route.ts';
import { buildApp } from './app.ts';
import { invitationMails } from './features/invitations/invitation-mails.ts';
import { deliverMail } from './features/mails/deliver-mail.ts';
import type { MailHandlers } from './features/mails/mail-kinds.ts';
import { passwordMails } from './features/sessions/password-mails.ts';
import { securityMails } from './features/sessions/security-mails.ts';
import { createPasswordHasher } from './features/sessions/password-hash.ts';
import { createStrengthMeter } from './features/sessions/password-strength.ts';
import type { Config } from './platform/config.ts';
import { createMetrics } from './metrics.ts';
import { openDatabase } from './platform/database.ts';
import type { Database } from './platform/database.ts';
import { deriveKey } from './platform/derive-key.ts';
import { startJobs } from './platform/jobs.ts';
import type { Jobs } from './platform/jobs.ts';
import { hearOut } from './platform/http/hear-out.ts';
import { createLimits } from './platform/limits.ts';
import { createLinks } from './platform/links.ts';
import type { Links } from './platform/links.ts';
import type { Log } from './platform/log.ts';
import { createMailer } from './platform/mailer.ts';
import { createSeal } from './platform/seal.ts';
import { createTexts } from './platform/texts.ts';

export interface Foyer {
  readonly app: FastifyInstance;
  readonly handled: readonly RouteDefinition[];
  readonly database: Database;
  readonly jobs: Jobs;
  readonly links: Links;
  /** Proxies send nobody here from now on; who comes is still served. */
  announceStop(): void;
  /** In reverse of the start: no new requests, the jobs at hand, mail, the database. */
  stop(): Promise<void>;
}

export type FoyerOptions = Pick<
  Config,
  'publicUrl' | 'smtpUrl' | 'mailFrom' | 'role' | 'trustProxy' | 'metricsToken'
> & {
  readonly runtime: pg.PoolConfig;
  readonly secrets: readonly string[];
  readonly log: Log;
};

/** Puts the parts together on a migrated database: what `main.ts` starts, and what a test starts. */
export async function assembleFoyer(options: FoyerOptions): Promise<Foyer> {
  const { publicUrl, smtpUrl, mailFrom, role, runtime, secrets, log } = options;
  const [firstSecret = ''] = secrets;
  const onError = (error: Error) => log.warn({ err: error }, 'database connection lost');

  const database = openDatabase(runtime, onError);
  const texts = createTexts();
  const links = createLinks(secrets);
  const mailer = createMailer({ smtpUrl, from: mailFrom });
  const hasher = createPasswordHasher({ cores: os.availableParallelism(), maxWaitMs: 2000 });
  const metrics = createMetrics({ database, hasher });
  const jobs = await startJobs(runtime, { log, settled: metrics.settled });
  const seal = createSeal(secrets);
  const meter = createStrengthMeter();
  const limits = createLimits(database.pool, deriveKey(firstSecret, 'rate limits'));
  const mailHandlers = {
    ...passwordMails({ texts, links, publicUrl }),
    ...securityMails({ texts, links, publicUrl }),
    ...invitationMails({ texts, links, publicUrl }),
  };
  const made = { database, jobs, links, limits, hasher, meter, mailer, mailHandlers, texts, seal };
  const { app, handled, stopNotice } = await buildApp({ ...options, ...made, metrics: metrics.registry });
  hearOut(app);
  if (role !== 'web') {
    const delivery = {
      db: database.db,
      mailer,
      handlers: mailHandlers satisfies MailHandlers,
      host: publicUrl.hostname,
    };
    await jobs.work('deliver-mail', (job) => deliverMail(delivery, job));
  }
  return {
    app,
    handled,
    database,
    jobs,
    links,
    announceStop: () => stopNotice.give(),
    async stop() {
      await app.close();
      await jobs.stop();
      await meter.stop();
      mailer.close();
      await database.close();
    },
  };
}
