import type { Needed } from '../shell/session.ts';

/** The pages that have an article of their own in `articles.json`, and who may open them. */
export const articles = {
  home: 'signed-in',
  myData: 'signed-in',
  security: 'signed-in',
  registration: 'user-registration:access',
  newInternalUser: 'user-registration:access',
  registerIdentity: 'user-management:can_register_identity',
  completeRegistration: ['user-registration:access', 'user-management:can_register_identity'],
  bulkInvite: 'user-registration:can_bulk_invite',
  invitations: 'user-registration:access',
  people: 'user-management:access',
  person: 'user-management:access',
  reviews: 'user-management:can_validate_identity',
  permissions: 'permissions:access',
  activity: 'activity:access',
  settings: 'settings:access',
  look: 'settings:access',
  limits: 'settings:access',
  sender: 'settings:access',
  mailServer: 'settings:access',
  mailTexts: 'settings:access',
  identityForm: 'settings:access',
  apiKeys: 'settings:access',
  outbox: 'founder',
} as const satisfies Record<string, Needed>;

export type ArticleName = keyof typeof articles;

export const articleNames = Object.keys(articles) as ArticleName[];
