import * as accounts from './accounts.ts';
import * as activity from './activity.ts';
import * as apiKeys from './api-keys.ts';
import type { RouteDefinition } from './define-route.ts';
import * as emailChange from './email-change.ts';
import * as grants from './grants.ts';
import * as identities from './identities.ts';
import * as identityCandidates from './identity-candidates.ts';
import * as identityForm from './identity-form.ts';
import * as identityFormVersions from './identity-form-versions.ts';
import * as identityReviews from './identity-reviews.ts';
import * as identityUpdates from './identity-updates.ts';
import * as importPlan from './import-plan.ts';
import * as imports from './imports.ts';
import * as invitationBatches from './invitation-batches.ts';
import * as invitationChanges from './invitation-changes.ts';
import * as invitations from './invitations.ts';
import * as join from './join.ts';
import * as mails from './mails.ts';
import * as mailServer from './mail-server.ts';
import * as mailTexts from './mail-texts.ts';
import * as organizations from './organizations.ts';
import * as outbox from './outbox.ts';
import * as peopleBatches from './people-batches.ts';
import * as peopleExport from './people-export.ts';
import * as people from './people.ts';
import * as personExports from './person-exports.ts';
import * as registration from './registration.ts';
import * as registry from './registry.ts';
import * as sessions from './sessions.ts';
import * as settings from './settings.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What belongs together in the documentation. */
export interface RouteGroup {
  readonly name: string;
  readonly about: string;
  readonly routes: readonly RouteDefinition[];
}

/** Every route of the API, by subject, in the order in which one meets them. */
export const routeGroups: readonly RouteGroup[] = [
  {
    name: 'Organization',
    about: 'Founding it, what the pages before sign-in show, and what Home shows.',
    routes: routesOf(organizations),
  },
  {
    name: 'Sessions and passwords',
    about: 'Signing in and out, who one is, and everything about passwords.',
    routes: routesOf(sessions),
  },
  {
    name: 'Change of email',
    about: 'Asked for by its owner, confirmed by a link to the old address and one to the new.',
    routes: routesOf(emailChange),
  },
  { name: 'Accounts', about: 'What is free to be taken, and the own account.', routes: routesOf(accounts) },
  {
    name: 'Registration',
    about: 'The one way in for people: account, grants and invitation in one transaction.',
    routes: routesOf(registration),
  },
  {
    name: 'Imports',
    about:
      'Registration of many at once: a file or rows, reviewed as a plan, then applied in the background.',
    routes: routesOf({ ...imports, ...importPlan }),
  },
  {
    name: 'Invitations',
    about: 'What became of them, and what can be done about it.',
    routes: routesOf({ ...invitations, ...invitationChanges }),
  },
  {
    name: 'Many invitations',
    about: 'The same for a selection, or for all that a filter of the list holds.',
    routes: routesOf(invitationBatches),
  },
  {
    name: 'Bounces',
    about: 'Mails that come back after the mail server took them.',
    routes: routesOf(mails),
  },
  {
    name: 'Joining',
    about: 'What the person does who was invited. The token of the link stands in for a session.',
    routes: routesOf(join),
  },
  {
    name: 'Registry',
    about: 'Everybody of the organization: search and filters, and what they hold as a file.',
    routes: routesOf({ ...registry, ...peopleExport, ...peopleBatches }),
  },
  {
    name: 'People',
    about: 'One person: what is known of them, and the life of their account.',
    routes: routesOf({ ...people, ...personExports }),
  },
  {
    name: 'Digital identities',
    about: 'The form of the organization, and what people fill in: drafts, submissions, what is in force.',
    routes: routesOf({
      ...identityForm,
      ...identityFormVersions,
      ...identities,
      ...identityCandidates,
      ...identityUpdates,
    }),
  },
  {
    name: 'Identity reviews',
    about: 'Who waits, one identity beside its last validated version, and what a reviewer decides.',
    routes: routesOf(identityReviews),
  },
  { name: 'Permissions', about: 'Who may do what, from when until when.', routes: routesOf(grants) },
  {
    name: 'API keys',
    about: 'Keys by which programs call the API, made and ended by persons.',
    routes: routesOf(apiKeys),
  },
  {
    name: 'Activity',
    about: 'Who did what to whom, when and from where. Nobody can change or remove an entry.',
    routes: routesOf(activity),
  },
  {
    name: 'Settings',
    about: 'What the organization decides for itself: name and look, lifetimes and limits, sender and mails.',
    routes: routesOf({ ...settings, ...mailServer, ...mailTexts }),
  },
  {
    name: 'Outbox',
    about: 'Mails as they would have been sent, while the server has no mail server.',
    routes: routesOf(outbox),
  },
];

/** What the documentation, the matrix of rights and the tests are made from. */
export const allRoutes: readonly RouteDefinition[] = routeGroups.flatMap((group) => group.routes);

/** A module lists its exports by name; readers look for paths. */
function routesOf(feature: Readonly<Record<string, unknown>>): readonly RouteDefinition[] {
  return Object.values(feature)
    .filter(isRoute)
    .toSorted(
      (one, other) =>
        one.path.localeCompare(other.path) || methods.indexOf(one.method) - methods.indexOf(other.method),
    );
}

function isRoute(value: unknown): value is RouteDefinition {
  return typeof value === 'object' && value !== null && 'permission' in value && 'method' in value;
}
