import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { filterOf, type InvitationsSearch } from './parse-invitations-search.ts';

/** In place of the rows: nobody was asked in yet, or nothing fits the filters. */
export function NoInvitations({ search }: { search: InvitationsSearch }) {
  const { t } = useTranslation(['invitations', 'ui']);
  const navigate = useNavigate();
  const { state, query, ...others } = filterOf(search);
  const filtered = Object.keys(others).length > 0;
  if (state === 'all' && !query && !filtered) return <NobodyYet />;
  const title = () => {
    if (query) return t('empty.nobodyMatches', { ns: 'ui', query });
    return filtered ? t('empty.nothingMatches', { ns: 'ui' }) : t(`none.${state}`);
  };
  return (
    <EmptyState
      title={title()}
      text={t(query ? 'none.searchText' : 'none.text')}
      actions={
        <Button variant="default" onClick={() => void navigate({ to: '.', search: {} })}>
          {t('empty.clearFilters', { ns: 'ui' })}
        </Button>
      }
    />
  );
}

function NobodyYet() {
  const { t } = useTranslation('invitations');
  return (
    <EmptyState
      title={t('empty.title')}
      text={t('empty.text')}
      actions={
        <Button
          component={Link}
          to="/user-registration/new-internal-user"
          leftSection={<IconUserPlus size={18} stroke={1.7} aria-hidden />}
        >
          {t('inviteSomeone')}
        </Button>
      }
    />
  );
}
