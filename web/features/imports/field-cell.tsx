import { IconArrowRight } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '../../../contract/import-schemas.ts';
import { CellEditor } from './cell-editor.tsx';
import type { GridActs } from './grid-row.tsx';
import content from './cell-content.module.css';
import classes from './row-grid.module.css';
import type { GridColumn } from './use-grid-columns.ts';

interface FieldCellProps {
  readonly index: number;
  /** Its column, counted with those before the fields. */
  readonly at: number;
  readonly row: ImportRow | undefined;
  readonly column: GridColumn;
  /** What was written and is on its way. */
  readonly waiting: string | undefined;
  readonly isActive: boolean;
  readonly editing: string | null;
  readonly acts: GridActs;
  readonly fixed: boolean;
}

/** A value; under it what speaks against it, with the remedy as a button. */
export const FieldCell = memo(function FieldCell(props: FieldCellProps) {
  const { index, at, row, column, waiting, isActive, editing, acts, fixed } = props;
  const { target, label, ltr } = column;
  const value = valueOf(row, target, waiting);
  const isHidden = waiting === undefined && row?.hidden.includes(target) === true;
  const [problem] =
    waiting === undefined ? (row?.problems.filter(({ field }) => field === target) ?? []) : [];
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid hears the keys of all its cells
    <div
      role="gridcell"
      aria-colindex={at + 1}
      aria-invalid={problem ? true : undefined}
      className={classes.cell}
      tabIndex={isActive && editing === null ? 0 : -1}
      data-column={at}
      data-label={label}
      data-filled={value !== '' || isHidden || problem || at < 5 ? true : undefined}
      data-severity={problem && tone(problem)}
      onMouseDown={(event) => {
        // The field and the buttons inside have their own presses.
        if (event.target instanceof Element && event.target.closest('button, input')) return;
        if (event.detail === 2) acts.edit(index, at);
        else acts.go(index, at);
      }}
      onClick={({ nativeEvent }) => {
        if ((nativeEvent as PointerEvent).pointerType === 'touch' && editing === null) acts.edit(index, at);
      }}
    >
      {editing === null && isHidden && <Hidden label={label} onShow={() => acts.reveal(index, at)} />}
      {editing === null && !isHidden && (
        <bdi
          className={content.value}
          dir={ltr ? 'ltr' : undefined}
          title={value.length > 30 ? value : undefined}
        >
          {row ? value : <span className={content.waiting} />}
        </bdi>
      )}
      {editing !== null && (
        <CellEditor
          label={label}
          line={row?.line}
          start={editing}
          column={column}
          onEnd={(text, move) => acts.write(index, at, text, move)}
          onCancel={() => acts.go(index, at)}
        />
      )}
      {problem && row && (
        <span className={content.problem}>
          <span className={content.message} data-severity={tone(problem)} title={problem.message}>
            {problem.message}
          </span>
          {!fixed && <Remedies index={index} value={value} problem={problem} acts={acts} />}
        </span>
      )}
    </div>
  );
});

/** Shown on purpose: by Enter in the grid, and by pointers. */
function Hidden({ label, onShow }: { label: string; onShow: () => void }) {
  const { t } = useTranslation('imports');
  return (
    <span className={content.kept}>
      <span>{t('grid.hidden')}</span>
      <button
        type="button"
        tabIndex={-1}
        className={content.remedy}
        aria-label={t('grid.showField', { label })}
        onClick={onShow}
      >
        {t('grid.show')}
      </button>
    </span>
  );
}

/** The cell's own text; of a username that nobody gave, the one that was made from the email. */
function valueOf(row: ImportRow | undefined, target: string, waiting: string | undefined): string {
  if (!row) return '';
  const own = waiting ?? row.values[target] ?? '';
  return target === 'username' && own === '' ? (row.username ?? '') : own;
}

/** What one press can mend is amber, as its row's state is. */
function tone({ severity, suggestion }: ImportRow['problems'][number]): 'error' | 'warning' {
  return suggestion === null ? severity : 'warning';
}

interface RemediesProps {
  readonly index: number;
  readonly value: string;
  readonly problem: ImportRow['problems'][number];
  readonly acts: GridActs;
}

/** Reached by Alt F, and by pointers: no stop on the way of Tab. */
function Remedies({ index, value, problem: { field, code, suggestion, severity }, acts }: RemediesProps) {
  const { t } = useTranslation('imports');
  return (
    <>
      {suggestion !== null && (
        <button
          type="button"
          tabIndex={-1}
          className={content.remedy}
          aria-label={t('grid.use', { value: suggestion })}
          onClick={() => acts.suggest(index, field)}
        >
          <IconArrowRight size={13} stroke={2} className="flip" aria-hidden />
          <bdi dir="ltr">{shortened(value, suggestion)}</bdi>
        </button>
      )}
      {severity === 'warning' && (
        <button
          type="button"
          tabIndex={-1}
          className={content.remedy}
          onClick={() => acts.accept(index, code)}
        >
          {t('grid.keep')}
        </button>
      )}
    </>
  );
}

/** Of an address whose domain alone changes, the domain. */
function shortened(value: string, suggestion: string): string {
  const [name, domain] = suggestion.split('@');
  return domain !== undefined && value.startsWith(`${name}@`) ? domain : suggestion;
}
