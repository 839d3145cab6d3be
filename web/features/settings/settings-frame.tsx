import { Button, Menu, NavLink } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
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
  const narrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  return (
    <div className={classes.frame}>
      <nav className={classes.sections} aria-label={t('title')}>
        {narrow ? <SectionMenu /> : <SectionList />}
      </nav>
      <div>
        <PageHeader title={t(`${section}.title`)} intro={t(`${section}.intro`)} actions={actions} />
        {children}
      </div>
    </div>
  );
}

function SectionList() {
  const { t } = useTranslation('settings');
  return (
    <>
      <h2 aria-hidden="true">{t('title')}</h2>
      {sections.map(({ key, to, icon: Icon }) => (
        <NavLink
          key={key}
          component={Link}
          to={to}
          activeOptions={whichIsOpen}
          label={t(`${key}.title`)}
          leftSection={<Icon size={18} stroke={1.7} />}
        />
      ))}
    </>
  );
}

/** Which mail is reworded stands in the address, too. */
const whichIsOpen = { exact: true, includeSearch: false } as const;

/** On a phone the list would fill the screen before the page begins. */
function SectionMenu() {
  const { t } = useTranslation('settings');
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} stroke={1.7} aria-hidden />}>
          {t('sections')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {sections.map(({ key, to, icon: Icon }) => (
          <Menu.Item
            key={key}
            renderRoot={(props) => <Link {...props} to={to} activeOptions={whichIsOpen} />}
            leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
          >
            {t(`${key}.title`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
