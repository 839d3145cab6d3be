import {
  IconBuilding,
  IconClock,
  IconForms,
  IconLanguage,
  IconPalette,
  IconPlugConnected,
  IconSend,
  IconServer,
} from '@tabler/icons-react';

/** The sections of Settings, one page each; texts: `settings:<key>.title`. */
export const sections = [
  { key: 'organization', to: '/settings', icon: IconBuilding },
  { key: 'look', to: '/settings/look', icon: IconPalette },
  { key: 'identityForm', to: '/settings/identity-form', icon: IconForms },
  { key: 'limits', to: '/settings/limits', icon: IconClock },
  { key: 'sender', to: '/settings/sender', icon: IconSend },
  { key: 'mailServer', to: '/settings/mail-server', icon: IconServer },
  { key: 'mailTexts', to: '/settings/mail-texts', icon: IconLanguage },
  { key: 'apiKeys', to: '/settings/api-keys', icon: IconPlugConnected },
] as const;

export type Section = (typeof sections)[number]['key'];
