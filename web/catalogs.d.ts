import type activity from '../locales/en/activity.json';
import type apiKeys from '../locales/en/api-keys.json';
import type app from '../locales/en/app.json';
import type applications from '../locales/en/applications.json';
import type articles from '../locales/en/articles.json';
import type commands from '../locales/en/commands.json';
import type completeRegistration from '../locales/en/complete-registration.json';
import type entrance from '../locales/en/entrance.json';
import type help from '../locales/en/help.json';
import type home from '../locales/en/home.json';
import type identityForm from '../locales/en/identity-form.json';
import type identities from '../locales/en/identities.json';
import type imports from '../locales/en/imports.json';
import type invitations from '../locales/en/invitations.json';
import type myData from '../locales/en/my-data.json';
import type outbox from '../locales/en/outbox.json';
import type people from '../locales/en/people.json';
import type permissions from '../locales/en/permissions.json';
import type person from '../locales/en/person.json';
import type registerIdentity from '../locales/en/register-identity.json';
import type registration from '../locales/en/registration.json';
import type reviews from '../locales/en/reviews.json';
import type security from '../locales/en/security.json';
import type settings from '../locales/en/settings.json';
import type ui from '../locales/en/ui.json';

/** Typed keys: every catalog that pages use has one line here. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: {
      activity: typeof activity;
      'api-keys': typeof apiKeys;
      app: typeof app;
      applications: typeof applications;
      articles: typeof articles;
      commands: typeof commands;
      'complete-registration': typeof completeRegistration;
      entrance: typeof entrance;
      /** By code, which the server names: no keys to check. */
      errors: Record<string, string>;
      help: typeof help;
      home: typeof home;
      identities: typeof identities;
      'identity-form': typeof identityForm;
      imports: typeof imports;
      invitations: typeof invitations;
      'my-data': typeof myData;
      outbox: typeof outbox;
      people: typeof people;
      permissions: typeof permissions;
      person: typeof person;
      'register-identity': typeof registerIdentity;
      registration: typeof registration;
      reviews: typeof reviews;
      security: typeof security;
      settings: typeof settings;
      ui: typeof ui;
    };
  }
}
