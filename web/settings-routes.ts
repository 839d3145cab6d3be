import { createRoute } from '@tanstack/react-router';
import { parseMailTextsSearch } from './features/settings/parse-mail-texts-search.ts';
import { shell } from './shell-route.ts';
import { lazyPage } from './steady/lazy-page.ts';
import { loadTexts } from './texts.ts';

const apiKeys = createRoute({
  getParentRoute: () => shell,
  path: '/settings/api-keys',
  staticData: { permission: 'settings:access', article: 'apiKeys' },
  loader: () => Promise.all([loadTexts('settings'), loadTexts('api-keys'), loadTexts('applications')]),
  component: lazyPage(() => import('./features/api-keys/api-keys-page.tsx'), 'ApiKeysPage'),
});

/** Settings: a page per section. */
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  staticData: { permission: 'settings:access', article: 'settings' },
  loader: () => loadTexts('settings'),
  component: lazyPage(() => import('./features/settings/organization-page.tsx'), 'OrganizationPage'),
});

const settingsLook = createRoute({
  getParentRoute: () => shell,
  path: '/settings/look',
  staticData: { permission: 'settings:access', article: 'look' },
  loader: () => loadTexts('settings'),
  component: lazyPage(() => import('./features/settings/look-page.tsx'), 'LookPage'),
});

const settingsIdentityForm = createRoute({
  getParentRoute: () => shell,
  path: '/settings/identity-form',
  staticData: { permission: 'settings:access', article: 'identityForm' },
  loader: () =>
    Promise.all(
      (['settings', 'identity-form', 'identities', 'my-data'] as const).map((name) => loadTexts(name)),
    ),
  component: lazyPage(() => import('./features/identity-form/identity-form-page.tsx'), 'IdentityFormPage'),
});

const settingsLimits = createRoute({
  getParentRoute: () => shell,
  path: '/settings/limits',
  staticData: { permission: 'settings:access', article: 'limits' },
  loader: () => loadTexts('settings'),
  component: lazyPage(() => import('./features/settings/limits-page.tsx'), 'LimitsPage'),
});

const settingsSender = createRoute({
  getParentRoute: () => shell,
  path: '/settings/sender',
  staticData: { permission: 'settings:access', article: 'sender' },
  loader: () => loadTexts('settings'),
  component: lazyPage(() => import('./features/settings/sender-page.tsx'), 'SenderPage'),
});

const settingsMailServer = createRoute({
  getParentRoute: () => shell,
  path: '/settings/mail-server',
  staticData: { permission: 'settings:access', article: 'mailServer' },
  loader: () => loadTexts('settings'),
  component: lazyPage(() => import('./features/settings/mail-server-page.tsx'), 'MailServerPage'),
});

const settingsMailTexts = createRoute({
  getParentRoute: () => shell,
  path: '/settings/mail-texts',
  staticData: { permission: 'settings:access', article: 'mailTexts' },
  validateSearch: parseMailTextsSearch,
  loader: () => loadTexts('settings'),
  component: lazyPage(() => import('./features/settings/mail-texts-page.tsx'), 'MailTextsPage'),
});

/** The sections of Settings, one page each. */
export const settingsRoutes = [
  apiKeys,
  settings,
  settingsLook,
  settingsIdentityForm,
  settingsLimits,
  settingsSender,
  settingsMailServer,
  settingsMailTexts,
] as const;
