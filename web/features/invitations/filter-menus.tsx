import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { channelSchema } from '../../../contract/invitation-filter.ts';
import { populationSchema } from '../../../contract/shared-schemas.ts';
import { FilterDates } from '../../ui/filter-dates.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { languageName } from '../../ui/language-name.ts';
import { languages } from '../../texts.ts';
import { invitersQuery } from './invitation-queries.ts';
import { listInvitations } from '../../../contract/invitations.ts';
import { filterOf, type InvitationsSearch } from './parse-invitations-search.ts';
import { useSearchChange } from './use-search-change.ts';

const orders = listInvitations.query.shape.sort.unwrap().options;

/** Who invited, whom, in which language, how and when; and the order of the list. */
export function FilterMenus({ search }: { search: InvitationsSearch }) {
  const { t } = useTranslation(['invitations', 'ui']);
  const { data: inviters } = useQuery(invitersQuery);
  const change = useSearchChange();
  const any = t('filter.any');
  return (
    <>
      <FilterMenu
        label={t('filter.inviter')}
        any={t('filter.anyone')}
        value={search.invitedBy}
        choices={(inviters?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(invitedBy) => change({ invitedBy })}
      />
      <FilterMenu
        label={t('filter.population')}
        any={any}
        value={search.population}
        choices={populationSchema.options.map((value) => ({ value, label: t(`population.${value}`) }))}
        onChange={(population) => change({ population })}
      />
      <FilterMenu
        label={t('filter.language')}
        any={any}
        value={search.language}
        choices={languages.map((value) => ({ value, label: languageName(value) }))}
        onChange={(language) => change({ language })}
      />
      <FilterMenu
        label={t('filter.delivery')}
        any={any}
        value={search.channel}
        choices={channelSchema.options.map((value) => ({ value, label: t(`channel.${value}`) }))}
        onChange={(channel) => change({ channel })}
      />
      <FilterDates
        label={t('filter.invited')}
        from={search.from}
        to={search.to}
        onChange={({ from, to }) => change({ from, to })}
      />
      <FilterMenu
        label={t('filter.order')}
        value={search.sort ?? 'newest'}
        choices={orders.map((value) => ({ value, label: t(`order.${value}`) }))}
        onChange={(sort) => change({ sort: sort === 'newest' ? undefined : sort })}
      />
      <ResetFilters search={search} />
    </>
  );
}

/** State and search have their own way back. */
function ResetFilters({ search }: { search: InvitationsSearch }) {
  const { t } = useTranslation('invitations');
  const change = useSearchChange();
  const { state: _, query: __, ...others } = filterOf(search);
  const names = Object.keys(others);
  if (names.length === 0) return null;
  return (
    <Button
      variant="subtle"
      size="xs"
      onClick={() => change(Object.fromEntries(names.map((name) => [name, undefined])))}
    >
      {t('filter.reset')}
    </Button>
  );
}
