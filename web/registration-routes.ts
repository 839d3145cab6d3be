import { createRoute } from '@tanstack/react-router';
import { parseImportSearch } from './features/imports/parse-import-search.ts';
import { parseStep } from './parse-step.ts';
import { shell } from './shell-route.ts';
import { lazyPage } from './steady/lazy-page.ts';
import { loadTexts } from './texts.ts';

const registration = createRoute({
  getParentRoute: () => shell,
  path: '/user-registration',
  staticData: { permission: 'user-registration:access', article: 'registration' },
  loader: () => Promise.all([loadTexts('registration'), loadTexts('invitations'), loadTexts('applications')]),
  component: lazyPage(() => import('./features/registration/registration-page.tsx'), 'RegistrationPage'),
});

const newInternalUser = createRoute({
  getParentRoute: () => shell,
  path: '/user-registration/new-internal-user',
  staticData: { permission: 'user-registration:access', article: 'newInternalUser' },
  loader: () =>
    Promise.all([
      loadTexts('registration'),
      loadTexts('invitations'),
      loadTexts('applications'),
      loadTexts('identities'),
    ]),
  component: lazyPage(
    () => import('./features/registration/new-internal-user-page.tsx'),
    'NewInternalUserPage',
  ),
});

const completeRegistration = createRoute({
  getParentRoute: () => shell,
  path: '/user-registration/complete',
  staticData: {
    permission: ['user-registration:access', 'user-management:can_register_identity'],
    article: 'completeRegistration',
  },
  validateSearch: parseStep,
  loader: () =>
    Promise.all([
      loadTexts('complete-registration'),
      loadTexts('registration'),
      loadTexts('identities'),
      loadTexts('invitations'),
      loadTexts('applications'),
      loadTexts('permissions'),
    ]),
  component: lazyPage(
    () => import('./features/complete-registration/complete-registration-page.tsx'),
    'CompleteRegistrationPage',
  ),
});

/** Whom to register: the registry, who has no identity first. */
const findPerson = createRoute({
  getParentRoute: () => shell,
  path: '/user-registration/existing',
  staticData: { permission: 'user-management:can_register_identity', article: 'registerIdentity' },
  validateSearch: (search: Record<string, unknown>): { query?: string } =>
    typeof search['query'] === 'string' && search['query'].length <= 254 ? { query: search['query'] } : {},
  loader: () => Promise.all([loadTexts('register-identity'), loadTexts('identities')]),
  component: lazyPage(() => import('./features/register-identity/find-person-page.tsx'), 'FindPersonPage'),
});

const registerIdentity = createRoute({
  getParentRoute: () => shell,
  path: '/user-registration/existing/$id',
  staticData: { permission: 'user-management:can_register_identity', article: 'registerIdentity' },
  validateSearch: parseStep,
  loader: () => Promise.all([loadTexts('register-identity'), loadTexts('identities')]),
  component: lazyPage(
    () => import('./features/register-identity/register-identity-page.tsx'),
    'RegisterIdentityPage',
  ),
});

const bulkInvite = createRoute({
  getParentRoute: () => shell,
  path: '/user-registration/bulk-invite',
  staticData: { permission: 'user-registration:can_bulk_invite', article: 'bulkInvite' },
  loader: () => Promise.all([loadTexts('imports'), loadTexts('invitations')]),
  component: lazyPage(() => import('./features/imports/bulk-invite-page.tsx'), 'BulkInvitePage'),
});

const oneBulkInvite = createRoute({
  getParentRoute: () => shell,
  path: '/user-registration/bulk-invite/$id',
  staticData: { permission: 'user-registration:can_bulk_invite', article: 'bulkInvite' },
  validateSearch: parseImportSearch,
  loader: () => Promise.all([loadTexts('imports'), loadTexts('commands'), loadTexts('invitations')]),
  component: lazyPage(() => import('./features/imports/import-page.tsx'), 'ImportPage'),
});

/** User registration: the options, and the way behind each. */
export const registrationRoutes = [
  registration,
  newInternalUser,
  completeRegistration,
  findPerson,
  registerIdentity,
  bulkInvite,
  oneBulkInvite,
] as const;
