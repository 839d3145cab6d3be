import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { ImportSearch } from './parse-import-search.ts';

/** Where a filter or a search shows nothing. */
export function NoRows({ search }: { search: ImportSearch }) {
  const { t } = useTranslation(['imports', 'ui']);
  const isGood = search.show === 'not_done' && search.problem === undefined && search.query === undefined;
  return (
    <EmptyState
      title={
        isGood
          ? t('check.noTrouble')
          : search.query === undefined
            ? t('empty.nothingMatches', { ns: 'ui' })
            : t('empty.nobodyMatches', { ns: 'ui', query: search.query })
      }
      {...(isGood ? { text: t('check.noTroubleText') } : {})}
      actions={
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="." search={({ view }: ImportSearch) => (view ? { view } : {})} />
          )}
        >
          {isGood ? t('check.showAll') : t('empty.clearFilters', { ns: 'ui' })}
        </Button>
      }
    />
  );
}
