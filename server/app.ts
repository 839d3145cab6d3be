import path from 'node:path';
import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { RouteDefinition } from '../contract/define-route.ts';
import { routeGroups } from '../contract/routes.ts';
import { constraintRefusals } from './constraints.ts';
import { accountRoutes } from './features/accounts/routes.ts';
import { activityRoutes } from './features/activity/routes.ts';
import { apiKeyRoutes } from './features/api-keys/routes.ts';
import { homeRoutes } from './features/home/routes.ts';
import { identityRoutes } from './features/identities/routes.ts';
import { importRoutes } from './features/imports/routes.ts';
import { invitationRoutes } from './features/invitations/routes.ts';
import type { MailHandlers } from './features/mails/mail-kinds.ts';
import { mailTextRoutes } from './features/mails/mail-text-routes.ts';
import { mailRoutes } from './features/mails/routes.ts';
import type { MailServers } from './features/organizations/mail-servers.ts';
import { organizationRoutes } from './features/organizations/routes.ts';
import { serveLogos } from './features/organizations/serve-logos.ts';
import { settingsRoutes } from './features/organizations/settings-routes.ts';
import { listCandidates } from './features/permissions/list-candidates.ts';
import { tellMailWayChanges } from './features/permissions/tell-mail-way-changes.ts';
import { peopleBatchRoutes } from './features/people/batch-routes.ts';
import { peopleRoutes } from './features/people/routes.ts';
import { permissionRoutes } from './features/permissions/routes.ts';
import { foundingRoutes } from './features/registration/founding-routes.ts';
import { registrationRoutes } from './features/registration/routes.ts';
import type { Actor } from './features/sessions/actor.ts';
import type { PasswordHasher } from './features/sessions/password-hash.ts';
import type { StrengthMeter } from './features/sessions/password-strength.ts';
import { emailChangeRoutes } from './features/sessions/email-change-routes.ts';
import { sessionRoutes } from './features/sessions/routes.ts';
import { guardOf } from './guard-of.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { announceStop } from './platform/http/announce-stop.ts';
import type { StopNotice } from './platform/http/announce-stop.ts';
import { answerErrors } from './platform/http/answer-errors.ts';
import { boundBodies } from './platform/http/bound-bodies.ts';
import { createDoor } from './platform/http/door.ts';
import { guardCrossSite } from './platform/http/guard-cross-site.ts';
import { guardHost } from './platform/http/guard-host.ts';
import { health } from './platform/http/health.ts';
import { documentApi } from './platform/http/document-api.ts';
import { logRequests } from './platform/http/log-requests.ts';
import { measureRequests } from './platform/http/measure-requests.ts';
import { securityHeaders } from './platform/http/security-headers.ts';
import { serveMetrics } from './platform/http/serve-metrics.ts';
import { servePages } from './platform/http/serve-pages.ts';
import { serverOptions } from './platform/http/server-options.ts';
import type { Jobs } from './platform/jobs.ts';
import type { Limits } from './platform/limits.ts';
import type { Links } from './platform/links.ts';
import type { Log } from './platform/log.ts';
import type { Seal } from './platform/seal.ts';
import type { Texts } from './platform/texts.ts';

/** What the app is built from; `main.ts` gives the real ones, a test may give its own mailer or limits. */
export interface AppParts {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly links: Links;
  readonly limits: Limits;
  readonly hasher: PasswordHasher;
  readonly meter: StrengthMeter;
  readonly mailServers: MailServers;
  readonly mailHandlers: MailHandlers;
  readonly texts: Texts;
  readonly seal: Seal;
  readonly publicUrl: URL;
  readonly trustProxy: readonly string[];
  /** A worker answers for its health and its figures only. */
  readonly role: Config['role'];
  readonly log: Log;
  readonly metrics: Registry;
  readonly metricsToken?: string;
}

const webFolder = path.resolve(import.meta.dirname, '../web/dist');

export interface App {
  /** Not listening yet. */
  readonly app: FastifyInstance;
  readonly handled: readonly RouteDefinition[];
  readonly stopNotice: StopNotice;
}

export async function buildApp(parts: AppParts): Promise<App> {
  const { database, publicUrl, texts, metrics, metricsToken } = parts;
  const app = Fastify(serverOptions(parts));
  const stopNotice = announceStop(app);
  answerErrors(app, texts, constraintRefusals);
  logRequests(app);
  // Before the guards, so that their refusals carry them too (P30).
  securityHeaders(app, publicUrl);
  guardHost(app, publicUrl);
  guardCrossSite(app, publicUrl);
  boundBodies(app);
  await app.register(cookie);
  health(app, database.db, stopNotice);
  measureRequests(app, metrics);
  serveMetrics(app, metrics, metricsToken);
  if (parts.role === 'worker') return { app, handled: [], stopNotice };

  const door = createDoor<Actor>(app, database.db, guardOf(publicUrl, parts.limits));
  const shared = {
    ...parts,
    db: database.db,
    languages: texts.languages,
    tellMailWayChange: tellMailWayChanges(parts),
  };
  organizationRoutes(door, shared);
  accountRoutes(door, shared);
  settingsRoutes(door, shared);
  mailRoutes(door, shared);
  mailTextRoutes(door, shared);
  sessionRoutes(door, shared);
  emailChangeRoutes(door, shared);
  permissionRoutes(door);
  apiKeyRoutes(door);
  identityRoutes(door, shared);
  invitationRoutes(door, shared);
  registrationRoutes(door, shared);
  importRoutes(door, { ...shared, stopNotice });
  foundingRoutes(door, shared);
  peopleRoutes(door, shared);
  peopleBatchRoutes(door, shared);
  homeRoutes(door, shared);
  activityRoutes(door, { findPeople: listCandidates });
  documentApi(app, routeGroups, publicUrl);
  serveLogos(app, database.db);
  await servePages(app, webFolder);
  return { app, handled: door.handled, stopNotice };
}
