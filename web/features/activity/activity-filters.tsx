import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { activityActions, activityAreas } from '../../../contract/activity-actions.ts';
import { FilterDates } from '../../ui/filter-dates.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import classes from './activity-filters.module.css';
import type { ActivitySearch } from './parse-activity-search.ts';
import { useActWords } from './use-act-words.ts';
import { WhoFilter } from './who-filter.tsx';

/** When, who, about whom and what; each writes the address. */
export function ActivityFilters({ search }: { search: ActivitySearch }) {
  const { t } = useTranslation('activity');
  const choices = useActChoices();
  const navigate = useNavigate();
  const set = (change: ActivitySearch) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...change }) });
  return (
    <div className={classes.filters} role="search" aria-label={t('filter.label')}>
      <FilterDates
        label={t('filter.when')}
        from={search.from}
        to={search.to}
        onChange={({ from, to }) => set({ from, to })}
      />
      <WhoFilter
        label={t('filter.who')}
        name="actor"
        account={search.actor}
        onChoose={(actor) => set({ actor })}
      />
      <WhoFilter
        label={t('filter.whom')}
        name="subject"
        account={search.subject}
        onChoose={(subject) => set({ subject })}
      />
      <FilterMenu
        label={t('filter.what')}
        any={t('filter.anything')}
        value={search.action}
        choices={choices}
        onChange={(action) => set({ action })}
      />
    </div>
  );
}

/** Kind by kind: all of it, then each act. */
function useActChoices() {
  const { t } = useTranslation('activity');
  const words = useActWords();
  return activityAreas.flatMap((area) => [
    { value: area, label: t('filter.allOf', { area: words.area(area) }) },
    ...activityActions
      .filter((act) => act.startsWith(`${area}.`))
      .map((act) => ({ value: act, label: words.act(act) })),
  ]);
}
