import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';

/** In place of the rows: nobody fits what is looked for. Without a filter somebody always does: whoever reads it. */
export function NoPeople({ query }: { readonly query: string | undefined }) {
  const { t } = useTranslation(['people', 'ui']);
  const navigate = useNavigate();
  return (
    <EmptyState
      title={query ? t('empty.nobodyMatches', { ns: 'ui', query }) : t('empty.nothingMatches', { ns: 'ui' })}
      text={t(query ? 'none.searchText' : 'none.text')}
      actions={
        <Button variant="default" onClick={() => void navigate({ to: '/people', search: {} })}>
          {t('empty.clearFilters', { ns: 'ui' })}
        </Button>
      }
    />
  );
}
