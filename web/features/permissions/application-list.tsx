import { NavLink, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../../contract/grants.ts';
import { ApplicationIcon } from '../../ui/application-icon.tsx';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import classes from './application-list.module.css';
import type { PermissionsSearch } from './parse-permissions-search.ts';

interface ApplicationListProps {
  readonly applications: readonly Application[];
  readonly chosen: string;
}

/** The applications by name, each with the number of its permissions. */
export function ApplicationList({ applications, chosen }: ApplicationListProps) {
  const { t } = useTranslation('permissions');
  const words = useApplicationWords();
  const [wanted, setWanted] = useState('');
  const found = applications.filter(({ slug }) =>
    words.application(slug).title.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()),
  );
  return (
    <nav aria-label={t('applications.label')}>
      <TextInput
        type="search"
        aria-label={t('applications.find')}
        placeholder={t('applications.find')}
        leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        mb={8}
      />
      <ul className={classes.list}>
        {found.map(({ slug, permissions }) => (
          <li key={slug}>
            <NavLink
              component={Link}
              to="/permissions"
              search={
                ((old: PermissionsSearch) => ({ ...old, application: slug, permission: undefined })) as never
              }
              resetScroll={false}
              // The address may leave the first one unsaid.
              aria-current={slug === chosen ? 'page' : undefined}
              data-chosen={slug === chosen || undefined}
              label={words.application(slug).title}
              leftSection={<ApplicationIcon slug={slug} />}
              rightSection={<Count count={permissions.length} />}
            />
          </li>
        ))}
      </ul>
      <Text role="status" c="dimmed" mt={found.length === 0 ? 8 : 0}>
        {found.length === 0 && t('applications.none', { query: wanted.trim() })}
      </Text>
    </nav>
  );
}

function Count({ count }: { count: number }) {
  const { t } = useTranslation('permissions');
  return (
    <span className={classes.count}>
      <span aria-hidden="true">{count}</span>
      <VisuallyHidden>{t('applications.permissions', { count })}</VisuallyHidden>
    </span>
  );
}
