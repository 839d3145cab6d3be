import { NavLink } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SearchButton } from '../commands/search-button.tsx';
import { Logo } from '../ui/logo.tsx';
import { navigation, type NavigationItem } from './navigation.ts';
import { may, useSession } from './session.ts';
import classes from './sidebar.module.css';
import { SidebarCount } from './sidebar-count.tsx';
import { UserMenu } from './user-menu.tsx';

/** Logo and organization, the pages this person may open, and the person at the foot. */
export function Sidebar({ onSearch }: { onSearch?: () => void }) {
  const { t } = useTranslation('app');
  const session = useSession();
  const groups = navigation
    .map(({ key, items }) => ({
      key,
      items: items.filter((item) => may(session, item.permission) && (item.when?.(session) ?? true)),
    }))
    .filter((group) => group.items.length > 0);
  return (
    <nav className={classes.sidebar} aria-label={t('nav.label')}>
      <Link to="/" className={classes.brand}>
        <Logo size={22} />
        <span>{session.organization.name}</span>
      </Link>
      <SearchButton {...(onSearch && { onOpen: onSearch })} />
      <div className={classes.groups}>
        {groups.map((group) => (
          <div
            key={group.key}
            role="group"
            aria-labelledby={group.key === 'you' ? undefined : `nav-${group.key}`}
          >
            {group.key !== 'you' && (
              <div className={classes.group} id={`nav-${group.key}`}>
                {t(`nav.group.${group.key}`)}
              </div>
            )}
            {group.items.map((item) => (
              <SidebarItem key={item.key} item={item} />
            ))}
          </div>
        ))}
      </div>
      <UserMenu />
    </nav>
  );
}

function SidebarItem({ item }: { item: NavigationItem }) {
  const { t } = useTranslation('app');
  return (
    <NavLink
      component={Link}
      to={item.to}
      activeOptions={{ exact: item.to === '/' }}
      label={t(`nav.${item.key}`)}
      leftSection={<item.icon size={18} stroke={1.7} />}
      rightSection={item.count && <SidebarCount of={item.count} />}
    />
  );
}
