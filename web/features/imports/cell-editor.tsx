import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './cell-content.module.css';
import type { GridColumn } from './use-grid-columns.ts';

interface CellEditorProps {
  readonly label: string;
  readonly line: number | undefined;
  /** What it begins with. */
  readonly start: string;
  readonly column: GridColumn;
  readonly onEnd: (text: string, move: 'stay' | 'down' | 'on' | 'back' | 'leave') => void;
  readonly onCancel: () => void;
}

/** The field of the one cell that is written in. The browser keeps its text: a letter draws nothing of the grid. */
export function CellEditor({ label, line, start, column, onEnd, onCancel }: CellEditorProps) {
  const { t } = useTranslation('imports');
  const field = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(start.length, start.length);
  }, [start]);
  const end = (text: string, move: Parameters<typeof onEnd>[1]) => {
    if (ended.current) return;
    ended.current = true;
    onEnd(text, move);
  };
  const hear = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const text = event.currentTarget.value;
    if (event.key === 'Enter') end(text, 'down');
    else if (event.key === 'Tab') end(text, event.shiftKey ? 'back' : 'on');
    else if (event.key === 'Escape') {
      ended.current = true;
      onCancel();
    } else return;
    event.preventDefault();
  };
  return (
    <input
      ref={field}
      className={classes.editor}
      aria-label={t('grid.cell', { label, line })}
      dir={column.ltr ? 'ltr' : undefined}
      list={column.choices.length > 0 ? `choices-${column.target}` : undefined}
      defaultValue={start}
      maxLength={8000}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      onKeyDown={hear}
      onBlur={(event) => end(event.currentTarget.value, 'leave')}
      onPaste={(event) => event.stopPropagation()}
      onCopy={(event) => event.stopPropagation()}
    />
  );
}
