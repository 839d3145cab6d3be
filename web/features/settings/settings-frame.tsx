import { NavLink } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { type Section, sections } from './sections.ts';
import classes from './settings-frame.module.css';

interface SettingsFrameProps {
  readonly section: Section;
  /** Beside the title, as a page's own. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One section of Settings, and the way to the others. */
export function SettingsFrame({ section, actions, children }: SettingsFrameProps) {
  const { t } = useTranslation('settings');
  return (
    <div className={classes.frame}>
      <nav className={classes.sections} aria-label={t('title')}>
        <h2 aria-hidden="true">{t('title')}</h2>
        {sections.map(({ key, to, icon: Icon }) => (
          <NavLink
            key={key}
            component={Link}
            to={to}
            activeOptions={{ exact: true }}
            label={t(`${key}.title`)}
            leftSection={<Icon size={18} stroke={1.7} />}
          />
        ))}
      </nav>
      <div>
        <PageHeader title={t(`${section}.title`)} intro={t(`${section}.intro`)} actions={actions} />
        {children}
      </div>
    </div>
  );
}
