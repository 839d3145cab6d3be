import { createRoute, createRouter } from '@tanstack/react-router';
import { parseActivitySearch } from './features/activity/parse-activity-search.ts';
import { parseInvitationsSearch } from './features/invitations/parse-invitations-search.ts';
import { parsePeopleSearch } from './features/people/parse-people-search.ts';
import { parsePersonSearch, personCatalogs } from './features/people/parse-person-search.ts';
import { parsePermissionsSearch } from './features/permissions/parse-permissions-search.ts';
import type { ArticleName } from './help/articles.ts';
import { parseReviewsSearch } from './features/reviews/parse-reviews-search.ts';
import { organizationBase } from './organization-base.ts';
import { parseStep } from './parse-step.ts';
import { registrationRoutes } from './registration-routes.ts';
import { PageError } from './shell/page-error.tsx';
import type { Needed } from './shell/session.ts';
import { settingsRoutes } from './settings-routes.ts';
import { shell } from './shell-route.ts';
import { lazyPage } from './steady/lazy-page.ts';
import { loadTexts } from './texts.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Who may open the page: the shell shows why to everybody else. Required, so that none is forgotten. */
    permission: Needed;
    /** What stands beside it on demand: its article in `articles.json`. */
    article?: ArticleName;
  }
  interface Register {
    router: typeof router;
  }
}

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  staticData: { permission: 'signed-in', article: 'home' },
  loader: () => Promise.all([loadTexts('home'), loadTexts('applications')]),
  component: lazyPage(() => import('./features/home/home-page.tsx'), 'HomePage'),
});

const myData = createRoute({
  getParentRoute: () => shell,
  path: '/my-data',
  staticData: { permission: 'signed-in', article: 'myData' },
  loader: () => Promise.all([loadTexts('my-data'), loadTexts('identities'), loadTexts('person')]),
  component: lazyPage(() => import('./features/my-data/my-data-page.tsx'), 'MyDataPage'),
});

const myIdentity = createRoute({
  getParentRoute: () => shell,
  path: '/my-data/identity',
  staticData: { permission: 'signed-in', article: 'myData' },
  validateSearch: parseStep,
  loader: () => Promise.all([loadTexts('my-data'), loadTexts('identities')]),
  component: lazyPage(() => import('./features/my-data/my-identity-page.tsx'), 'MyIdentityPage'),
});

const security = createRoute({
  getParentRoute: () => shell,
  path: '/security',
  staticData: { permission: 'signed-in', article: 'security' },
  loader: () => loadTexts('security'),
  component: lazyPage(() => import('./features/security/security-page.tsx'), 'SecurityPage'),
});

const help = createRoute({
  getParentRoute: () => shell,
  path: '/help',
  staticData: { permission: 'signed-in' },
  loader: () => Promise.all([loadTexts('help'), loadTexts('articles')]),
  component: lazyPage(() => import('./features/help/help-page.tsx'), 'HelpPage'),
});

const invitations = createRoute({
  getParentRoute: () => shell,
  path: '/invitations',
  staticData: { permission: 'user-registration:access', article: 'invitations' },
  validateSearch: parseInvitationsSearch,
  loader: () => Promise.all([loadTexts('invitations'), loadTexts('registration'), loadTexts('applications')]),
  component: lazyPage(() => import('./features/invitations/invitations-page.tsx'), 'InvitationsPage'),
});

/** The list with one invitation's panel beside it. */
const invitation = createRoute({
  getParentRoute: () => invitations,
  path: '$id',
  staticData: { permission: 'user-registration:access' },
});

const permissions = createRoute({
  getParentRoute: () => shell,
  path: '/permissions',
  staticData: { permission: 'permissions:access', article: 'permissions' },
  validateSearch: parsePermissionsSearch,
  loader: () => Promise.all([loadTexts('permissions'), loadTexts('applications')]),
  component: lazyPage(() => import('./features/permissions/permissions-page.tsx'), 'PermissionsPage'),
});

const activity = createRoute({
  getParentRoute: () => shell,
  path: '/activity',
  staticData: { permission: 'activity:access', article: 'activity' },
  validateSearch: parseActivitySearch,
  loader: () => Promise.all([loadTexts('activity'), loadTexts('applications')]),
  component: lazyPage(() => import('./features/activity/activity-page.tsx'), 'ActivityPage'),
});

const reviews = createRoute({
  getParentRoute: () => shell,
  path: '/identity-review',
  staticData: { permission: 'user-management:can_validate_identity', article: 'reviews' },
  validateSearch: parseReviewsSearch,
  loader: () => loadTexts('reviews'),
  component: lazyPage(() => import('./features/reviews/reviews-page.tsx'), 'ReviewsPage'),
});

const review = createRoute({
  getParentRoute: () => shell,
  path: '/identity-review/$id',
  staticData: { permission: 'user-management:can_validate_identity', article: 'reviews' },
  validateSearch: parseReviewsSearch,
  loader: () => Promise.all([loadTexts('reviews'), loadTexts('identities')]),
  component: lazyPage(() => import('./features/reviews/review-page.tsx'), 'ReviewPage'),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  staticData: { permission: 'user-management:access', article: 'people' },
  validateSearch: parsePeopleSearch,
  loader: () => Promise.all([loadTexts('people'), loadTexts('person'), loadTexts('applications')]),
  component: lazyPage(() => import('./features/people/people-page.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$id',
  staticData: { permission: 'user-management:access', article: 'person' },
  validateSearch: parsePersonSearch,
  loader: () => Promise.all(personCatalogs.map((catalog) => loadTexts(catalog))),
  component: lazyPage(() => import('./features/people/person-page.tsx'), 'PersonPage'),
});

const outbox = createRoute({
  getParentRoute: () => shell,
  path: '/outbox',
  staticData: { permission: 'founder', article: 'outbox' },
  loader: () => loadTexts('outbox'),
  component: lazyPage(() => import('./features/outbox/outbox-page.tsx'), 'OutboxPage'),
});

const keptMail = createRoute({
  getParentRoute: () => shell,
  path: '/outbox/$id',
  staticData: { permission: 'founder', article: 'outbox' },
  loader: () => loadTexts('outbox'),
  component: lazyPage(() => import('./features/outbox/kept-mail-page.tsx'), 'KeptMailPage'),
});

/** Every page after sign-in, each with its own chunk of code and its own catalog. */
export const router = createRouter({
  routeTree: shell.addChildren([
    home,
    myData,
    myIdentity,
    security,
    help,
    ...registrationRoutes,
    invitations.addChildren([invitation]),
    permissions,
    activity,
    ...settingsRoutes,
    reviews,
    review,
    people,
    person,
    outbox,
    keptMail,
  ]),
  basepath: organizationBase(location.pathname) || '/',
  // What no page knows is nothing, instead of breaking one that trusts its own words.
  search: { strict: true },
  defaultPreload: 'intent',
  defaultPendingMinMs: 0,
  defaultErrorComponent: PageError,
  scrollRestoration: true,
});
