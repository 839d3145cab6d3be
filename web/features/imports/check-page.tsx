import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import { AskedAgain } from './asked-again.tsx';
import { CheckFilters } from './check-filters.tsx';
import { CheckFooter } from './check-footer.tsx';
import classes from './check-page.module.css';
import { DroppedColumns } from './dropped-columns.tsx';
import { ImportHeader } from './import-header.tsx';
import { columnsQuery } from './import-queries.ts';
import { NoRows } from './no-rows.tsx';
import type { ImportSearch } from './parse-import-search.ts';
import { ProblemGroups } from './problem-groups.tsx';
import { rowEditsOf } from './row-edits.ts';
import { RowGrid } from './row-grid.tsx';
import { countOf } from './row-state.ts';
import { UnsavedEdits } from './unsaved-edits.tsx';
import { useGridColumns } from './use-grid-columns.ts';
import { useImportName } from './use-import-name.ts';

/** Every row as it would be carried out, to be looked through and put right. */
export function CheckPage({ one, search }: { one: ImportDetail; search: ImportSearch }) {
  const { t, i18n } = useTranslation('imports');
  const nameOf = useImportName();
  const { data: about } = useQuery(columnsQuery(i18n.language));
  const columns = useGridColumns(one, about?.columns);
  const edits = rowEditsOf(one.id);
  const { show = 'all', problem, query } = search;
  // What a reload or a loss left behind is sent now.
  useEffect(() => edits.again(), [edits]);
  const done = one.counts.done;
  return (
    <div data-wide className={classes.page}>
      <ImportHeader
        one={one}
        title={t('check.title', { file: nameOf(one) })}
        step="check"
        intro={done > 0 ? <DoneBefore id={one.id} count={done} /> : null}
      />
      <DroppedColumns one={one} />
      <UnsavedEdits edits={edits} />
      <CheckFilters one={one} search={search} />
      {problem === undefined && query === undefined && <AskedAgain one={one} show={show} />}
      {(show === 'not_done' || problem !== undefined) && (
        <ProblemGroups one={one} chosen={problem} about={about?.columns ?? []} />
      )}
      <RowGrid
        key={JSON.stringify([show, problem, query])}
        id={one.id}
        expected={problem === undefined && query === undefined ? countOf(one.counts, show) : 8}
        label={t('check.rows', { file: nameOf(one) })}
        show={show}
        problem={problem}
        query={query}
        columns={columns}
        edits={edits}
        fixed={!one.abilities.edit}
        empty={<NoRows search={search} />}
      >
        {(range) => <CheckFooter one={one} edits={edits} range={range} />}
      </RowGrid>
    </div>
  );
}

function DoneBefore({ id, count }: { id: string; count: number }) {
  const { t, i18n } = useTranslation('imports');
  return (
    <>
      {t('check.doneBefore', { count, number: formatCount(count, i18n.language) })}{' '}
      <Anchor
        renderRoot={(props) => (
          <Link
            {...props}
            to="/user-registration/bulk-invite/$id"
            params={{ id }}
            search={{ view: 'report' }}
          />
        )}
      >
        {t('check.report')}
      </Anchor>
    </>
  );
}
