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

/** Where the applications of Foyer itself begin; the others have no page yet. */
const pages: Readonly<Record<string, '/user-registration' | '/people' | '/permissions' | '/activity'>> = {
  'user-registration': '/user-registration',
  'user-management': '/people',
  permissions: '/permissions',
  activity: '/activity',
};

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
            data-locked={isLocked(application) || undefined}
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
  const { slug, locked } = application;
  const title = t(`${slug as ApplicationSlug}.title`, { ns: 'applications' });
  const page = locked ? undefined : pages[slug];
  return (
    <>
      <span className={classes.icon}>
        <ApplicationIcon slug={slug} size={20} />
      </span>
      <div className={classes.words}>
        <h3 className={classes.title}>
          {page ? (
            <Link to={page} className={classes.link}>
              {title}
            </Link>
          ) : (
            title
          )}
        </h3>
        {isLocked(application) ? (
          <Locked reason={t(`applications.locked.${locked ?? 'not_yet_available'}`)} />
        ) : (
          <p className={classes.text}>
            {t(`${slug as ApplicationSlug}.description`, { ns: 'applications' })}
          </p>
        )}
      </div>
    </>
  );
}

function isLocked({ slug, locked }: Application): boolean {
  return locked !== null || pages[slug] === undefined;
}
