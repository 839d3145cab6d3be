import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { getHome } from '../../../contract/organizations.ts';
import { may, useSession } from '../../shell/session.ts';
import { type Count, formatCount } from '../../ui/format-count.ts';
import classes from './figures.module.css';

/** The numbers that wait for the person; each leads to its list, where there is one. */
export function Figures({ home }: { home: ResponseOf<typeof getHome> }) {
  const { t, i18n } = useTranslation('home');
  const session = useSession();
  const { invitations, reviews, accountsWithoutIdentity } = home;
  if (!invitations && !reviews && accountsWithoutIdentity === null) return null;
  const bounced = invitations?.bounced ?? 0;
  return (
    <ul className={classes.figures} aria-label={t('figures.label')}>
      {invitations && (
        <li className={classes.figure}>
          <Number count={invitations.pending} />
          <Link to="/invitations" search={{ state: 'pending' }} className={classes.link}>
            {t('figures.pending')}
          </Link>
          <span className={classes.detail}>
            {bounced === 0 ? (
              t('figures.noneBounced')
            ) : (
              <Link to="/invitations" search={{ state: 'bounced' }} className={classes.second}>
                {t('figures.bounced', { number: formatCount(bounced, i18n.language) })}
              </Link>
            )}
          </span>
        </li>
      )}
      {reviews && (
        <li className={classes.figure}>
          <Number count={reviews.waiting} />
          <Link to="/identity-review" className={classes.link}>
            {t('figures.toValidate')}
          </Link>
          <span className={classes.detail}>
            <OldestReview oldest={reviews.oldest} />
          </span>
        </li>
      )}
      {accountsWithoutIdentity !== null && (
        <li className={classes.figure}>
          <Number count={accountsWithoutIdentity} />
          {may(session, 'user-management:access') ? (
            <Link to="/people" search={{ identity: 'none' }} className={classes.link}>
              {t('figures.withoutIdentity')}
            </Link>
          ) : (
            <span className={classes.name}>{t('figures.withoutIdentity')}</span>
          )}
          <span className={classes.detail}>{t('figures.withoutIdentityText')}</span>
        </li>
      )}
    </ul>
  );
}

const day = 86_400_000;

function OldestReview({ oldest }: { oldest: string | null }): ReactNode {
  const { t } = useTranslation('home');
  const [now] = useState(() => Date.now());
  if (oldest === null) return t('figures.nobodyWaits');
  const count = Math.floor((now - Date.parse(oldest)) / day);
  return count < 1 ? t('figures.oldestToday') : t('figures.oldest', { count });
}

function Number({ count }: { count: Count }): ReactNode {
  const { i18n } = useTranslation('home');
  return <span className={classes.number}>{formatCount(count, i18n.language)}</span>;
}
