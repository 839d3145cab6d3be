import { type ClipboardEvent, type KeyboardEvent, memo, useCallback, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { parsePasted, type Pasted, type TypedRow } from './parse-pasted.ts';
import classes from './typed-rows.module.css';

const fields = ['email', 'username'] as const;
type Field = (typeof fields)[number];

interface TypedRowsProps {
  readonly rows: readonly TypedRow[];
  readonly onChange: (rows: readonly TypedRow[]) => void;
  /** What was pasted is more than rows of people. */
  readonly onTable: (rows: Extract<Pasted, { kind: 'table' }>['rows']) => void;
}

/** Rows to type people into: arrows and Enter move, a pasted list fills them from where one is. */
export function TypedRows({ rows, onChange, onTable }: TypedRowsProps) {
  const { t } = useTranslation('imports');
  const grid = useRef<HTMLTableElement>(null);
  const latest = useRef({ rows, onChange, onTable });
  useLayoutEffect(() => {
    latest.current = { rows, onChange, onTable };
  });

  const write = useCallback((index: number, field: Field, value: string) => {
    const { rows: now, onChange: tell } = latest.current;
    tell(now.map((row, at) => (at === index ? { ...row, [field]: value } : row)));
  }, []);
  const paste = useCallback((event: ClipboardEvent<HTMLInputElement>, index: number) => {
    const pasted = parsePasted(event.clipboardData.getData('text/plain'));
    if (!pasted) return;
    event.preventDefault();
    const { rows: now, onChange: tell, onTable: hand } = latest.current;
    if (pasted.kind === 'table') return hand(pasted.rows);
    const before = now.slice(0, index);
    const after = now.slice(index).filter(({ email, username }) => email || username);
    tell([...before, ...pasted.rows, ...after, { email: '', username: '' }]);
  }, []);

  const move = useCallback((event: KeyboardEvent<HTMLInputElement>, index: number, field: Field) => {
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    if (step === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const { rows: now, onChange: tell } = latest.current;
    const next = index + step;
    if (next === now.length && event.key === 'Enter') tell([...now, { email: '', username: '' }]);
    requestAnimationFrame(() =>
      grid.current?.querySelector<HTMLElement>(`[data-index="${next}"][data-field="${field}"]`)?.focus(),
    );
  }, []);

  return (
    <div className={classes.frame}>
      <table ref={grid} className={classes.table} aria-label={t('hand.title')}>
        <thead>
          <tr>
            <th scope="col" className={classes.number}>
              <span aria-hidden>#</span>
              <span className={classes.hidden}>{t('row')}</span>
            </th>
            {fields.map((field) => (
              <th key={field} scope="col">
                {t(`hand.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row
              key={index}
              index={index}
              row={row}
              hint={index === firstEmpty(rows)}
              onWrite={write}
              onPaste={paste}
              onMove={move}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function firstEmpty(rows: readonly TypedRow[]): number {
  return rows.findIndex(({ email, username }) => email === '' && username === '');
}

interface RowProps {
  readonly index: number;
  readonly row: TypedRow;
  readonly hint: boolean;
  readonly onWrite: (index: number, field: Field, value: string) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>, index: number) => void;
  readonly onMove: (event: KeyboardEvent<HTMLInputElement>, index: number, field: Field) => void;
}

const Row = memo(function TypedRowFields({ index, row, hint, onWrite, onPaste, onMove }: RowProps) {
  const { t } = useTranslation('imports');
  return (
    <tr>
      <th scope="row" className={classes.number}>
        {index + 1}
      </th>
      {fields.map((field) => (
        <td key={field}>
          <input
            dir="ltr"
            className={classes.input}
            aria-label={t(`hand.${field}Of`, { number: index + 1 })}
            placeholder={hint && field === 'email' ? t('hand.placeholder') : undefined}
            data-index={index}
            data-field={field}
            value={row[field]}
            maxLength={field === 'email' ? 320 : 64}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => onWrite(index, field, event.currentTarget.value)}
            onPaste={(event) => onPaste(event, index)}
            onKeyDown={(event) => onMove(event, index, field)}
          />
        </td>
      ))}
    </tr>
  );
});
