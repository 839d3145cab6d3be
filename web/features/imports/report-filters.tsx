import {
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleMinus,
  IconUserCheck,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import type { ImportSearch, RowFilter } from './parse-import-search.ts';
import { countOf } from './row-state.ts';

const shown = ['all', 'done', 'not_done', 'ready', 'member', 'unchanged', 'left_out', 'undone'] as const;
const icons: Readonly<Record<(typeof shown)[number], ReactNode>> = {
  all: null,
  done: <IconCircleCheckFilled size={16} color="var(--foyer-ok)" aria-hidden />,
  not_done: <IconAlertTriangleFilled size={16} color="var(--foyer-warn)" aria-hidden />,
  ready: <IconCircleDashed size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />,
  member: <IconUserCheck size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />,
  unchanged: <IconCircleDashed size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />,
  left_out: <IconCircleMinus size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />,
  undone: <IconArrowBackUp size={16} stroke={1.7} color="var(--foyer-mute)" className="flip" aria-hidden />,
};

/** What became of the rows, with their numbers. */
export function ReportFilters({ one, show }: { one: ImportDetail; show: RowFilter }) {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const chips = shown
    .map((value) => ({
      value,
      label: t(`outcome.${value}`),
      icon: icons[value],
      count: countOf(one.counts, value),
    }))
    .filter(({ value, count }) => value === 'all' || count > 0);
  return (
    <FilterChips<(typeof shown)[number]>
      label={t('filter.byState')}
      value={shown.find((value) => value === show) ?? 'all'}
      onChange={(value) =>
        void navigate({
          to: '.',
          search: ({ view }: ImportSearch) => ({ view, show: value === 'all' ? undefined : value }),
          resetScroll: false,
        })
      }
      chips={chips}
    />
  );
}
