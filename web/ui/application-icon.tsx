import {
  type Icon,
  IconApps,
  IconHistory,
  IconKey,
  IconSettings,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import type { ApplicationSlug } from '../../contract/permissions.ts';

const icons: Record<ApplicationSlug, Icon> = {
  'user-registration': IconUserPlus,
  'user-management': IconUsers,
  permissions: IconKey,
  activity: IconHistory,
  settings: IconSettings,
};

/** The sign of an application; its name stands beside it. */
export function ApplicationIcon({ slug, size = 18 }: { slug: string; size?: number }) {
  const Sign = icons[slug as ApplicationSlug] ?? IconApps;
  return <Sign size={size} stroke={1.7} aria-hidden />;
}
