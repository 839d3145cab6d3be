import { Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApplicationSlug } from '../../../contract/permissions.ts';
import type { Session } from '../../../contract/sessions.ts';
import { useSession } from '../../shell/session.ts';
import { ApplicationIcon } from '../../ui/application-icon.tsx';
import { Locked } from '../../ui/locked.tsx';
import classes from './application-tiles.module.css';

type Application = Session['applications'][number];

/** Where the applications of Foyer itself begin. */
const pages = {
  'user-registration': '/user-registration',
  'user-management': '/people',
  permissions: '/permissions',
  activity: '/activity',
  settings: '/settings',
} as const satisfies Record<ApplicationSlug, string>;

/** What the organization offers. What is locked stays visible and says why. */
export function ApplicationTiles({ waiting }: { waiting: boolean }) {
  const { t } = useTranslation('home');
  const { applications } = useSession();
  return (
    <section aria-labelledby="applications">
      <Title order={2} id="applications">
        {t('applications.title')}
      </Title>
      {waiting && <Text c="dimmed">{t('applications.waiting')}</Text>}
      <ul className={classes.tiles}>
        {applications.map((application) => (
          <li
            key={application.slug}
            className={classes.tile}
            data-locked={application.locked !== null || undefined}
          >
            <Tile application={application} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tile({ application }: { application: Application }) {
  const { t } = useTranslation(['home', 'applications']);
  const { locked } = application;
  const slug = application.slug as ApplicationSlug;
  const title = t(`${slug}.title`, { ns: 'applications' });
  return (
    <>
      <span className={classes.icon}>
        <ApplicationIcon slug={slug} size={20} />
      </span>
      <div className={classes.words}>
        <h3 className={classes.title}>
          {locked ? (
            title
          ) : (
            <Link to={pages[slug]} className={classes.link}>
              {title}
            </Link>
          )}
        </h3>
        {locked ? (
          <Locked reason={t(`applications.locked.${locked}`)} />
        ) : (
          <p className={classes.text}>{t(`${slug}.description`, { ns: 'applications' })}</p>
        )}
      </div>
    </>
  );
}
