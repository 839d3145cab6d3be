import { Badge, Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Permission } from '../../../contract/permissions.ts';
import { usePageKeys } from '../../commands/use-page-keys.ts';
import { may, useSession } from '../../shell/session.ts';
import { Leaves } from '../../ui/leaves.tsx';
import { Locked } from '../../ui/locked.tsx';
import classes from './registration-options.module.css';

type OptionName = 'complete' | 'newUser' | 'bulk' | 'existing';

/** What each option asks for besides `user-registration:access`, which opens the page (product.md, 3). */
const needs: Record<OptionName, readonly Permission[]> = {
  complete: ['user-management:can_register_identity'],
  newUser: [],
  bulk: ['user-registration:can_bulk_invite'],
  existing: ['user-management:can_register_identity'],
};

/** The ways in, the suggested one large; what can't be used yet stands there locked and says why. */
export function RegistrationOptions() {
  const { t } = useTranslation('registration');
  const navigate = useNavigate();
  usePageKeys({ n: () => void navigate({ to: '/user-registration/new-internal-user' }) });
  return (
    <ul className={classes.options} aria-label={t('options.label')}>
      <li className={classes.suggested} data-locked>
        <div className={classes.top}>
          <Leaves account="done" identity="done" size={48} />
          <Badge variant="outline" size="lg" className={classes.badge ?? ''}>
            {t('options.suggested')}
          </Badge>
        </div>
        <Title order={2} className={classes.large ?? ''}>
          {t('options.complete.title')}
        </Title>
        <p className={classes.text}>{t('options.complete.text')}</p>
        <p className={classes.creates}>{t('options.complete.creates')}</p>
        <p className={classes.lock}>
          <OptionLock option="complete" />
        </p>
      </li>
      <li className={classes.option}>
        <Leaves account="done" identity="missing" />
        <div className={classes.words}>
          <h2 className={classes.title}>
            <Link to="/user-registration/new-internal-user" className={classes.link} aria-keyshortcuts="N">
              {t('options.newUser.title')}
            </Link>
          </h2>
          <p className={classes.text}>{t('options.newUser.text')}</p>
          <p className={classes.creates}>{t('options.newUser.creates')}</p>
        </div>
        <IconChevronRight size={20} stroke={1.7} className={`flip ${classes.arrow}`} aria-hidden />
      </li>
      <LockedOption option="bulk" mark={<Leaves account="done" identity="progress" many muted />} />
      <LockedOption option="existing" mark={<Leaves account="missing" identity="done" muted />} />
    </ul>
  );
}

function LockedOption({ option, mark }: { option: 'bulk' | 'existing'; mark: ReactNode }) {
  const { t } = useTranslation('registration');
  return (
    <li className={classes.option} data-locked>
      {mark}
      <div className={classes.words}>
        <h2 className={classes.title}>{t(`options.${option}.title`)}</h2>
        <p className={classes.text}>{t(`options.${option}.text`)}</p>
        <p className={classes.lock}>
          <OptionLock option={option} />
        </p>
      </div>
    </li>
  );
}

/** The missing permission and who can give it; else that the option comes with a later version. */
function OptionLock({ option }: { option: OptionName }) {
  const { t } = useTranslation('registration');
  const session = useSession();
  const missing = needs[option].find((permission) => !may(session, permission));
  if (!missing) return <Locked reason={t('options.notYet')} />;
  return (
    <Locked
      reason={
        <Trans
          t={t}
          i18nKey="options.needs"
          values={{ permission: missing }}
          components={{ code: <code dir="ltr" className={classes.permission} /> }}
        />
      }
    />
  );
}
