import { NavLink } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { countInvitations } from '../../contract/invitations.ts';
import { call } from '../api.ts';
import { SearchButton } from '../commands/search-button.tsx';
import { formatCount } from '../ui/format-count.ts';
import { Logo } from '../ui/logo.tsx';
import { navigation, type NavigationItem } from './navigation.ts';
import { may, useSession } from './session.ts';
import classes from './sidebar.module.css';
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
      rightSection={item.count && <PendingInvitations />}
    />
  );
}

function PendingInvitations() {
  const { t, i18n } = useTranslation('app');
  const { data } = useQuery({
    queryKey: ['invitations', 'counts', {}],
    queryFn: () => call(countInvitations),
  });
  if (!data || data.pending === 0) return null;
  const count = formatCount(data.pending, i18n.language);
  return (
    <span className={classes.count}>
      <span aria-hidden="true">{count}</span>
      <span className={classes.hidden}>{t('nav.pending', { number: count })}</span>
    </span>
  );
}
