import { useTranslation } from 'react-i18next';
import type { Import, ImportRow } from '../../../contract/import-schemas.ts';
import type { Column } from '../../ui/data-table.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { rowState } from './row-state.ts';

/** Line, person, outcome, and what there is to say of it. */
export function useRowColumns({ state }: Pick<Import, 'state'>): readonly Column<ImportRow>[] {
  const { t, i18n } = useTranslation('imports');
  const isGivenUp = state === 'cancelled';
  const outcomeOf = (row: ImportRow) =>
    isGivenUp && isPlanned(row.outcome) ? 'kept_back' : outcomeState(row);
  const detail = ({ outcome, act, identity, personalCode, problems, invitedAgain }: ImportRow) => {
    if (problems.length > 0) return problems.map(({ message }) => message).join(' ');
    if (isGivenUp && isPlanned(outcome)) return t('report.notBegun');
    if (outcome !== 'done') return '';
    if (invitedAgain !== null) return t('report.invitedAgain');
    if (act === 'update') return t('report.updated');
    if (personalCode !== null) return t('report.withCode', { code: personalCode });
    return t(identity ? 'report.withIdentity' : 'report.accountOnly');
  };
  return [
    {
      key: 'line',
      header: t('row'),
      width: '80px',
      onPhone: 'hidden',
      cell: ({ line }) => (
        <span style={{ color: 'var(--mantine-color-dimmed)' }}>{formatCount(line, i18n.language)}</span>
      ),
    },
    {
      key: 'person',
      header: t('report.person'),
      cell: ({ values, username }) => (
        <bdi dir="ltr" style={{ overflowWrap: 'anywhere' }}>
          {values['email'] || username || '–'}
        </bdi>
      ),
    },
    {
      key: 'outcome',
      header: t('report.outcome'),
      onPhone: 'end',
      cell: (row) => <StateBadge of="importRow" state={outcomeOf(row)} />,
    },
    {
      key: 'detail',
      header: t('report.detail'),
      onPhone: 'start',
      cell: (row) => (
        <span style={{ color: row.problems.length > 0 ? undefined : 'var(--mantine-color-dimmed)' }}>
          {detail(row)}
        </span>
      ),
    },
  ];
}

const isPlanned = (outcome: ImportRow['outcome']) => outcome === 'create' || outcome === 'update';

/** After the end: what was blocked was kept back, what moved failed. */
function outcomeState(row: ImportRow) {
  if (row.outcome === 'blocked') return 'kept_back';
  return row.outcome === 'moved' ? 'failed' : rowState(row);
}
