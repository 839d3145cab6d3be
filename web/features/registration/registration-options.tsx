import { Badge, Button, Title } from '@mantine/core';
import { IconArrowRight, IconChevronRight } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Permission } from '../../../contract/permissions.ts';
import { usePageKeys } from '../../commands/use-page-keys.ts';
import { may, missingOf, useSession } from '../../shell/session.ts';
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

/** The ways in, the suggested one large; what this person may not use stands there locked and says why. */
export function RegistrationOptions() {
  const { t } = useTranslation('registration');
  const navigate = useNavigate();
  const session = useSession();
  const opens = (option: OptionName) => may(session, needs[option]);
  usePageKeys({
    n: () => void navigate({ to: '/user-registration/new-internal-user' }),
    ...(opens('bulk') && { b: () => void navigate({ to: '/user-registration/bulk-invite' }) }),
    ...(opens('complete') && { c: () => void navigate({ to: '/user-registration/complete' }) }),
  });
  return (
    <ul className={classes.options} aria-label={t('options.label')}>
      <CompleteOption />
      <Option
        option="newUser"
        keyName="N"
        to="/user-registration/new-internal-user"
        mark={<Leaves account="done" identity="missing" />}
      />
      <Option
        option="bulk"
        keyName="B"
        to="/user-registration/bulk-invite"
        mark={<Leaves account="done" identity="progress" many muted={!opens('bulk')} />}
      />
      <Option
        option="existing"
        to="/user-registration/existing"
        mark={<Leaves account="missing" identity="done" muted={!opens('existing')} />}
      />
    </ul>
  );
}

/** Account and identity at once: the suggested way. */
function CompleteOption() {
  const { t } = useTranslation('registration');
  const isOpen = may(useSession(), needs.complete);
  return (
    <li className={classes.suggested} data-locked={!isOpen || undefined}>
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
      {isOpen ? (
        <Button
          className={classes.start ?? ''}
          component={Link}
          to="/user-registration/complete"
          aria-keyshortcuts="C"
          rightSection={<IconArrowRight size={18} stroke={1.7} className="flip" aria-hidden />}
        >
          {t('options.complete.start')}
        </Button>
      ) : (
        <p className={classes.lock}>
          <OptionLock option="complete" />
        </p>
      )}
    </li>
  );
}

interface OptionProps {
  readonly option: Exclude<OptionName, 'complete'>;
  readonly mark: ReactNode;
  /** Its page; an option without one comes with a later version. */
  readonly to?:
    | '/user-registration/new-internal-user'
    | '/user-registration/bulk-invite'
    | '/user-registration/existing';
  /** The key of the page that opens it. */
  readonly keyName?: string;
}

function Option({ option, mark, to, keyName }: OptionProps) {
  const { t } = useTranslation('registration');
  const isOpen = may(useSession(), needs[option]) && to !== undefined;
  if (!isOpen) {
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
  return (
    <li className={classes.option}>
      {mark}
      <div className={classes.words}>
        <h2 className={classes.title}>
          <Link to={to} className={classes.link} aria-keyshortcuts={keyName}>
            {t(`options.${option}.title`)}
          </Link>
        </h2>
        <p className={classes.text}>{t(`options.${option}.text`)}</p>
        <p className={classes.creates}>{t(`options.${option}.creates`)}</p>
      </div>
      <IconChevronRight size={20} stroke={1.7} className={`flip ${classes.arrow}`} aria-hidden />
    </li>
  );
}

/** The missing permission and who can give it; else that the option comes with a later version. */
function OptionLock({ option }: { option: OptionName }) {
  const { t } = useTranslation('registration');
  const missing = missingOf(useSession(), needs[option]);
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
