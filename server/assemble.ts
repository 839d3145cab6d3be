import os from 'node:os';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { RouteDefinition } from '../contract/define-route.ts';
import { buildApp } from './app.ts';
import { emptyDueFields } from './features/identities/empty-due-fields.ts';
import { identityMails } from './features/identities/identity-mails.ts';
import { runImport } from './features/imports/run-import.ts';
import { tendImports } from './features/imports/tend-imports.ts';
import { invitationMails } from './features/invitations/invitation-mails.ts';
import { organizationsToRefresh, runRefresh } from './features/search/refresh-job.ts';
import { remindDue } from './features/invitations/remind-due.ts';
import { foundingMails } from './features/people/founding-mails.ts';
import { runPeopleBatch } from './features/people/run-people-batch.ts';
import { countLiveKeys } from './features/api-keys/count-live-keys.ts';
import { runBatch } from './features/invitations/run-batch.ts';
import { deliverMail } from './features/mails/deliver-mail.ts';
import { deliverMails } from './features/mails/deliver-mails.ts';
import { createMailServers } from './features/organizations/mail-servers.ts';
import type { MailHandlers } from './features/mails/mail-kinds.ts';
import { allOrganizations } from './features/organizations/find-organization.ts';
import { mailWayMails } from './features/permissions/mail-way-mails.ts';
import { passwordMails } from './features/sessions/password-mails.ts';
import { securityMails } from './features/sessions/security-mails.ts';
import { createPasswordHasher } from './features/sessions/password-hash.ts';
import { createStrengthMeter } from './features/sessions/password-strength.ts';
import type { Config } from './platform/config.ts';
import { createMetrics } from './metrics.ts';
import { openDatabase } from './platform/database.ts';
import type { Database } from './platform/database.ts';
import { deriveKey } from './platform/derive-key.ts';
import { countPeople, createGiveWay } from './platform/give-way.ts';
import { startJobs } from './platform/jobs.ts';
import type { Jobs } from './platform/jobs.ts';
import { hearOut } from './platform/http/hear-out.ts';
import { createLimits } from './platform/limits.ts';
import { createLinks } from './platform/links.ts';
import type { Links } from './platform/links.ts';
import type { Log } from './platform/log.ts';
import { createSeal } from './platform/seal.ts';
import { createStandBack } from './platform/stand-back.ts';
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
  'publicUrl' | 'smtpUrl' | 'smtpNetworks' | 'mailFrom' | 'role' | 'trustProxy' | 'metricsToken'
> & {
  readonly runtime: pg.PoolConfig;
  readonly secrets: readonly string[];
  readonly log: Log;
};

/** Puts the parts together on a migrated database: what `main.ts` starts, and what a test starts. */
export async function assembleFoyer(options: FoyerOptions): Promise<Foyer> {
  const { publicUrl, role, runtime, secrets, log } = options;
  const [firstSecret = ''] = secrets;
  const onError = (error: Error) => log.warn({ err: error }, 'database connection lost');

  const database = openDatabase(runtime, onError);
  const texts = createTexts();
  const links = createLinks(secrets);
  const hasher = createPasswordHasher({ cores: os.availableParallelism(), maxWaitMs: 2000 });
  const metrics = createMetrics({ database, hasher });
  const jobs = await startJobs(runtime, { log, settled: metrics.settled });
  const seal = createSeal(secrets);
  const mailServers = createMailServers(options, seal);
  const meter = createStrengthMeter();
  const limits = createLimits(database.pool, deriveKey(firstSecret, 'rate limits'));
  const mailHandlers: MailHandlers = {
    ...passwordMails({ links, publicUrl, countLiveKeys }),
    ...securityMails({ links, publicUrl }),
    ...identityMails({ texts, publicUrl }),
    ...foundingMails({ publicUrl }),
    ...mailWayMails({ publicUrl }),
    ...invitationMails({ links, publicUrl }),
  };
  const made = { database, jobs, links, limits, hasher, meter, mailServers, mailHandlers, texts, seal };
  const { app, handled, stopNotice } = await buildApp({ ...options, ...made, metrics: metrics.registry });
  hearOut(app);
  const giveWay = createGiveWay();
  countPeople(app, giveWay);
  if (role !== 'web') {
    const delivery = {
      ...options,
      db: database.db,
      jobs,
      texts,
      mailServers,
      handlers: mailHandlers,
      giveWay,
    };
    await jobs.work('deliver-mail', (job) => giveWay.run(() => deliverMail(delivery, job)));
    const standBack = createStandBack();
    await jobs.work(
      'deliver-mails',
      async (job) => {
        // Milliseconds: some mails leave every few seconds however long an import takes.
        await standBack.wait(5000);
        await deliverMails(delivery, job);
      },
      2,
    );
    await jobs.work('send-reminders', (job) => remindDue({ db: database.db, jobs }, job));
    jobs.every(60, 'send-reminders', () => allOrganizations(database.db));
    const registering = { db: database.db, jobs, links, seal, texts, languages: texts.languages, standBack };
    await jobs.work('run-import', (job) => runImport(registering, job), 1);
    await jobs.work('empty-due-fields', (job) => emptyDueFields({ db: database.db, texts }, job));
    jobs.every(3600, 'empty-due-fields', () => allOrganizations(database.db));
    await jobs.work('refresh-search', (job) =>
      runRefresh({ db: database.db, standBack }, job.organizationId),
    );
    jobs.every(1, 'refresh-search', () => organizationsToRefresh(database.db));
    await jobs.work('tend-imports', (job) => tendImports({ db: database.db }, job));
    jobs.every(600, 'tend-imports', () => allOrganizations(database.db));
    await jobs.work('run-people-batch', (job) => runPeopleBatch({ db: database.db, jobs }, job));
    await jobs.work('run-batch', (job) => runBatch({ db: database.db, jobs, links }, job));
  }
  return {
    app,
    handled,
    database,
    jobs,
    links,
    announceStop: () => stopNotice.give(),
    async stop() {
      // Streams of events end by it (ruling 27).
      stopNotice.give();
      await app.close();
      await jobs.stop();
      await meter.stop();
      mailServers.close();
      await database.close();
    },
  };
}
