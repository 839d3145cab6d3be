import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import classes from './column-list.module.css';
import type { ColumnAbout } from './column-about.ts';

type FileColumn = ImportDetail['columns'][number];

interface ColumnListProps {
  readonly columns: readonly FileColumn[];
  readonly targets: readonly ColumnAbout[];
  readonly chosen: ReadonlyMap<number, string | null>;
  readonly onChoose: (index: number, target: string | null) => void;
}

/** A row per column of the file: what it holds, and what it is about. Those that need an answer come first. */
export function ColumnList({ columns, targets, chosen, onChoose }: ColumnListProps) {
  const { t } = useTranslation('imports');
  const shown = useColumnsOfColumns({ targets, chosen, onChoose });
  const order = ({ status }: FileColumn) => (status === 'unknown' ? 0 : status === 'password' ? 2 : 1);
  return (
    <DataTable<FileColumn>
      label={t('columns.label')}
      rows={columns.toSorted((a, b) => order(a) - order(b))}
      rowKey={({ index }) => String(index)}
      empty={null}
      columns={shown}
    />
  );
}

function useColumnsOfColumns({
  targets,
  chosen,
  onChoose,
}: Omit<ColumnListProps, 'columns'>): readonly Column<FileColumn>[] {
  const { t } = useTranslation('imports');
  return [
    {
      key: 'header',
      header: t('columns.inFile'),
      cell: ({ header }) => <bdi style={{ fontWeight: 560 }}>{header}</bdi>,
    },
    {
      key: 'samples',
      header: t('columns.samples'),
      onPhone: 'start',
      cell: ({ samples, status }) => (
        <bdi className={classes.samples}>
          {status === 'password' ? t('columns.notKept') : samples.join(' · ')}
        </bdi>
      ),
    },
    {
      key: 'target',
      header: t('columns.about'),
      width: '280px',
      onPhone: 'end',
      cell: (column) => (
        <TargetChoice
          column={column}
          targets={targets}
          value={chosen.get(column.index) ?? null}
          taken={chosen}
          onChoose={onChoose}
        />
      ),
    },
    {
      key: 'status',
      header: t('columns.how'),
      onPhone: 'hidden',
      cell: (column) => (
        <span className={classes.how}>{t(`columns.status.${statusOf(column, chosen)}`)}</span>
      ),
    },
  ];
}

/** How its meaning came about, with what was chosen here. */
function statusOf(
  { index, status, target, suggestion }: FileColumn,
  chosen: ReadonlyMap<number, string | null>,
) {
  const now = chosen.get(index) ?? null;
  if (status === 'password') return status;
  if (now === null) return 'erased';
  if (now === target) return status === 'ignored' || status === 'unknown' ? 'chosen' : status;
  return now === suggestion ? 'suggested' : 'chosen';
}

interface TargetChoiceProps {
  readonly column: FileColumn;
  readonly targets: readonly ColumnAbout[];
  readonly value: string | null;
  readonly taken: ReadonlyMap<number, string | null>;
  readonly onChoose: (index: number, target: string | null) => void;
}

function TargetChoice({ column, targets, value, taken, onChoose }: TargetChoiceProps) {
  const { t } = useTranslation('imports');
  if (column.status === 'password') return <span className={classes.how}>{t('columns.never')}</span>;
  const others = new Set([...taken].filter(([index]) => index !== column.index).map(([, target]) => target));
  return (
    <NativeSelect
      size="sm"
      aria-label={t('columns.aboutOf', { header: column.header })}
      value={value ?? ''}
      onChange={(event) => onChoose(column.index, event.currentTarget.value || null)}
    >
      <option value="">{t('columns.nothing')}</option>
      {targets.map(({ target, label }) => (
        <option key={target} value={target} disabled={others.has(target)}>
          {label}
        </option>
      ))}
    </NativeSelect>
  );
}
