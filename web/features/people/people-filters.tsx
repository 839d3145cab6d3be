import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { peopleSortSchema } from '../../../contract/people-filter.ts';
import { applicationSlugs } from '../../../contract/permissions.ts';
import {
  accountStateSchema,
  identityStateSchema,
  populationSchema,
} from '../../../contract/shared-schemas.ts';
import { useSession } from '../../shell/session.ts';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import { filterOf, orderOf, type PeopleSearch } from './parse-people-search.ts';
import { usePeopleChange } from './use-people-change.ts';

/** The search, and quieter filters beside it; all of them write the address. */
export function PeopleFilters({ search }: { readonly search: PeopleSearch }) {
  const { t } = useTranslation('people');
  const change = usePeopleChange();
  return (
    <FilterBar
      label={t('filter.label')}
      search={{
        label: t('filter.search'),
        query: search.query ?? '',
        onSearch: (query) => change({ query }),
      }}
    >
      <FilterMenus search={search} />
    </FilterBar>
  );
}

function FilterMenus({ search }: { readonly search: PeopleSearch }) {
  const { t } = useTranslation(['people', 'ui']);
  const { applications } = useSession();
  const words = useApplicationWords();
  const change = usePeopleChange();
  const any = t('filter.any');
  const { query: _, ...others } = filterOf(search);
  return (
    <>
      <FilterMenu
        label={t('column.account')}
        any={any}
        value={search.state}
        choices={accountStateSchema.options.map((value) => ({
          value,
          label: t(`state.account.${value}`, { ns: 'ui' }),
        }))}
        onChange={(state) => change({ state })}
      />
      <FilterMenu
        label={t('column.identity')}
        any={any}
        value={search.identity}
        choices={identityStateSchema.options.map((value) => ({
          value,
          label: t(`state.identity.${value}`, { ns: 'ui' }),
        }))}
        onChange={(identity) => change({ identity })}
      />
      <FilterMenu
        label={t('column.population')}
        any={any}
        value={search.population}
        choices={populationSchema.options.map((value) => ({ value, label: t(`population.${value}`) }))}
        onChange={(population) => change({ population })}
      />
      <FilterMenu
        label={t('filter.application')}
        any={any}
        value={search.application}
        choices={applicationSlugs
          .filter((slug) => applications.some((one) => one.slug === slug))
          .map((slug) => ({ value: slug, label: words.application(slug).title }))}
        onChange={(application) => change({ application })}
      />
      <FilterMenu
        label={t('filter.order')}
        value={orderOf(search)}
        choices={peopleSortSchema.options
          .filter((value) => value !== 'best' || search.query)
          .map((value) => ({ value, label: t(`order.${value}`) }))}
        onChange={(sort) => change({ sort })}
      />
      {Object.keys(others).length > 0 && (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => change(Object.fromEntries(Object.keys(others).map((name) => [name, undefined])))}
        >
          {t('filter.reset')}
        </Button>
      )}
    </>
  );
}
