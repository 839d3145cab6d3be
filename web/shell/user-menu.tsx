import { Avatar, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconLogout, IconSelector, IconShieldLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signOut, type Session } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { organizationBase } from '../organization-base.ts';
import { initials } from '../ui/initials.ts';
import { showToast } from '../ui/show-toast.tsx';
import { describeProblem } from '../ui/describe-problem.ts';
import { LanguageChoice } from './language-choice.tsx';
import { useSession } from './session.ts';
import classes from './user-menu.module.css';

const schemes = ['light', 'dark', 'auto'] as const;

/** The person at the foot of the sidebar: language, theme, security, sign out. */
export function UserMenu() {
  const { t } = useTranslation('app');
  const { account } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leaving = useMutation({
    mutationFn: () => call(signOut),
    onSuccess: () => location.assign(`${organizationBase(location.pathname)}/sign-in`),
    onError: (error) => showToast(describeProblem(error).title),
  });
  return (
    <Menu position="top-start" width="target" withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <Avatar size={32} aria-hidden="true">
            {initials(account.name)}
          </Avatar>
          <span className={classes.words}>
            <bdi className={classes.name}>{account.name}</bdi>
            <Role />
          </span>
          <VisuallyHidden>{t('user.menu')}</VisuallyHidden>
          <IconSelector size={16} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageChoice />
        <Menu.Label>{t('user.theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as 'auto')}>
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick={false}>
              {t(`user.scheme.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item component={Link} to="/security" leftSection={<IconShieldLock size={18} stroke={1.7} />}>
          {t('user.security')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={18} stroke={1.7} className="flip" />}
          onClick={() => leaving.mutate()}
        >
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Role() {
  const { t } = useTranslation('app');
  const session = useSession();
  return (
    <bdi className={classes.role} dir={roleOf(session) === 'account' ? 'ltr' : undefined}>
      {roleOf(session) === 'account'
        ? session.account.email
        : t(`user.role.${roleOf(session)}` as 'user.role.founder')}
    </bdi>
  );
}

function roleOf({ account, identity }: Session): 'founder' | 'member' | 'account' {
  if (account.isFounder) return 'founder';
  return identity.state === 'validated' ? 'member' : 'account';
}
