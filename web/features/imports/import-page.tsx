import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { CheckPage } from './check-page.tsx';
import { ColumnsPage } from './columns-page.tsx';
import { FailedImport } from './failed-import.tsx';
import { ImportProgress } from './import-progress.tsx';
import { importQuery } from './import-queries.ts';
import { ImportReport } from './import-report.tsx';
import type { ImportSearch } from './parse-import-search.ts';
import { useHeadingOfState } from './use-heading-of-state.ts';
import { useImportEvents } from './use-import-events.ts';
import { WaitingForApproval } from './waiting-for-approval.tsx';

/** One bulk invite: what its state asks for, or the view that the address names. */
export function ImportPage() {
  const { t } = useTranslation(['imports', 'ui']);
  const { id } = useParams({ from: '/user-registration/bulk-invite/$id' });
  const search = useSearch({ from: '/user-registration/bulk-invite/$id' });
  const { data: one, error, refetch } = useQuery(importQuery(id));
  useImportEvents(one);
  if (one) return <View key={id} one={one} search={search} />;
  if (!error) return <Loading />;
  return (
    <>
      <PageHeader
        title={t('title')}
        parents={[{ label: t('title'), to: '/user-registration/bulk-invite' }]}
      />
      <ErrorState problem={error} title={t('notLoaded')} onRetry={() => void refetch()} />
    </>
  );
}

function View({ one, search }: { one: ImportDetail; search: ImportSearch }) {
  useHeadingOfState(one);
  switch (one.state) {
    case 'mapping':
      return <ColumnsPage one={one} />;
    case 'planned':
      if (search.view === 'columns' && one.abilities.map) return <ColumnsPage one={one} />;
      if (search.view === 'report' && one.counts.done > 0) return <ImportReport one={one} search={search} />;
      return <CheckPage one={one} search={search} />;
    case 'awaiting_approval':
      return search.view === 'rows' ? (
        <CheckPage one={one} search={search} />
      ) : (
        <WaitingForApproval one={one} />
      );
    case 'done':
      return search.view === 'rows' && one.abilities.edit ? (
        <CheckPage one={one} search={search} />
      ) : (
        <ImportReport one={one} search={search} />
      );
    case 'cancelled':
    case 'undone':
      return <ImportReport one={one} search={search} />;
    case 'failed':
      return <FailedImport one={one} />;
    case 'reading':
    case 'planning':
    case 'applying':
    case 'paused':
    case 'undoing':
      return <ImportProgress one={one} />;
  }
}

function Loading() {
  const { t } = useTranslation(['imports', 'ui']);
  return (
    <div aria-busy="true">
      <PageHeader
        title={t('title')}
        parents={[{ label: t('title'), to: '/user-registration/bulk-invite' }]}
      />
      <p role="status">{t('loading', { ns: 'ui' })}</p>
    </div>
  );
}
