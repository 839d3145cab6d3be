import { Avatar, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconKeyboard, IconLogout, IconSelector, IconShieldLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../contract/sessions.ts';
import { letterKeys } from '../commands/letter-keys.ts';
import { openedLayer } from '../commands/opened-layer.ts';
import { initials } from '../ui/initials.ts';
import { LanguageChoice } from './language-choice.tsx';
import { useSession } from './session.ts';
import { useSignOut } from './use-sign-out.ts';
import classes from './user-menu.module.css';

const schemes = ['light', 'dark', 'auto'] as const;

/** The person at the foot of the sidebar: language, theme, security, sign out. */
export function UserMenu() {
  const { t } = useTranslation('app');
  const { account } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const letters = letterKeys.use();
  return (
    <Menu position="top-start" width="target" withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <Avatar size={32} aria-hidden="true">
            {initials(account.name)}
          </Avatar>
          <span className={classes.words}>
            <span className={classes.name}>
              <bdi>{account.name}</bdi>
            </span>
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
        <Menu.CheckboxItem checked={letters} onChange={letterKeys.write} closeMenuOnClick={false}>
          {t('user.letters')}
        </Menu.CheckboxItem>
        <Menu.Item
          leftSection={<IconKeyboard size={18} stroke={1.7} />}
          onClick={() => openedLayer.write('keys')}
        >
          {t('user.keys')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item component={Link} to="/security" leftSection={<IconShieldLock size={18} stroke={1.7} />}>
          {t('user.security')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.7} className="flip" />} onClick={signOut}>
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
    <span className={classes.role}>
      {roleOf(session) === 'account' ? (
        <bdi dir="ltr">{session.account.email}</bdi>
      ) : (
        t(`user.role.${roleOf(session)}` as 'user.role.founder')
      )}
    </span>
  );
}

function roleOf({ account, identity }: Session): 'founder' | 'member' | 'account' {
  if (account.isFounder) return 'founder';
  return identity.state === 'validated' ? 'member' : 'account';
}
