import { IconBan, IconCircleCheckFilled, IconClockOff, IconMailX, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { invitationFilterSchema, type StateFilter } from '../../../contract/invitation-filter.ts';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { FilterMenus } from './filter-menus.tsx';
import { invitationCountsQuery } from './invitation-queries.ts';
import type { InvitationsSearch } from './parse-invitations-search.ts';
import { useSearchChange } from './use-search-change.ts';

const icons = {
  all: null,
  pending: <IconSend size={16} stroke={1.7} color="var(--foyer-info)" className="flip" aria-hidden />,
  bounced: <IconMailX size={16} stroke={1.7} color="var(--foyer-bad)" aria-hidden />,
  expired: <IconClockOff size={16} stroke={1.7} color="var(--foyer-warn)" aria-hidden />,
  accepted: <IconCircleCheckFilled size={16} color="var(--foyer-ok)" aria-hidden />,
  revoked: <IconBan size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />,
};

/** What "pending" is made of: seldom asked for alone, so that a menu does. */
const stages = ['unsent', 'scheduled', 'queued', 'sent', 'handed_over', 'opened'] as const;

interface InvitationFiltersProps {
  readonly search: InvitationsSearch;
  /** Beside an open panel there is less room. */
  readonly iconless: boolean;
}

/** States with their totals, the search, and quieter filters; all of them write the address. */
export function InvitationFilters({ search, iconless }: InvitationFiltersProps) {
  const { t } = useTranslation(['invitations', 'ui']);
  const { data: counts } = useQuery(invitationCountsQuery(search));
  const change = useSearchChange();
  const { state = 'all', query = '' } = search;
  const choose = (value: StateFilter | undefined) => change({ state: value === 'all' ? undefined : value });
  return (
    <FilterBar
      label={t('filter.label')}
      search={{ label: t('filter.search'), query, onSearch: (value) => change({ query: value }) }}
      isNarrow={iconless}
      chips={
        <FilterChips<StateFilter>
          label={t('filter.byState')}
          value={state}
          onChange={choose}
          chips={invitationFilterSchema.options.map((value) => ({
            value,
            label: t(`filter.${value}`),
            count: counts?.[value],
            icon: iconless ? null : icons[value],
          }))}
        />
      }
    >
      <FilterMenu
        label={t('filter.stage')}
        any={t('filter.any')}
        value={stages.find((stage) => stage === state)}
        choices={stages.map((value) => ({
          value,
          label: t(`state.invitation.${value}`, { ns: 'ui' }),
          count: counts?.[value],
        }))}
        onChange={choose}
      />
      <FilterMenus search={search} />
    </FilterBar>
  );
}
