import { Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import { useLate } from '../../ui/use-late.ts';
import { ApplicationList } from './application-list.tsx';
import { ForPerson } from './for-person.tsx';
import { Holders } from './holders.tsx';
import { PermissionList } from './permission-list.tsx';
import { applicationsQuery } from './permission-queries.ts';
import classes from './permissions-page.module.css';

/** Applications, the permissions of one, and who holds the chosen one. What is chosen lives in the address. */
export function PermissionsPage() {
  const { t } = useTranslation('permissions');
  const words = useApplicationWords();
  const search = useSearch({ from: '/permissions' });
  const { data, error, refetch, isPending } = useQuery(applicationsQuery);
  const late = useLate(isPending);
  const application = data?.items.find(({ slug }) => slug === search.application) ?? data?.items[0];
  const permission =
    application?.permissions.find(({ name }) => name === search.permission) ?? application?.permissions[0];
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      {search.account && <ForPerson account={search.account} />}
      {error && !data && (
        <ErrorState problem={error} title={t('applications.notLoaded')} onRetry={() => void refetch()} />
      )}
      {late && <PageSkeleton />}
      {data && application && permission && (
        <div className={classes.columns}>
          <ApplicationList applications={data.items} chosen={application.slug} />
          <div className={classes.chosen}>
            <Title order={2} mb="sm">
              {words.application(application.slug).title}
            </Title>
            <PermissionList application={application} chosen={permission.name} />
            <Holders
              key={`${application.slug}:${permission.name}`}
              application={application.slug}
              permission={permission}
              account={search.account}
            />
          </div>
        </div>
      )}
    </>
  );
}

/** The two columns as they will be. */
function PageSkeleton() {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.columns} role="status" aria-label={t('loading')}>
      <Stack gap="sm">
        {[0, 1, 2, 3, 4].map((line) => (
          <Skeleton key={line} height={24} />
        ))}
      </Stack>
      <Stack gap="sm">
        <Skeleton height={24} width={200} />
        <Skeleton height={150} radius="lg" />
      </Stack>
    </div>
  );
}
