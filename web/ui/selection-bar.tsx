import { Anchor, CloseButton, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Count, formatCount } from './format-count.ts';
import classes from './selection-bar.module.css';
import type { RowSelection } from './use-row-selection.ts';

interface SelectionBarProps<Row> {
  /** "Act on the chosen invitations" */
  readonly label: string;
  readonly selection: RowSelection<Row>;
  /** How many rows the filter matches, on this page and on others. */
  readonly matching: Count | undefined;
  /** More match than are on screen, so that choosing everything is worth offering. */
  readonly more: boolean;
  readonly children: ReactNode;
}

/** What can be done with the chosen rows; stays in sight below them. Readers hear how many are chosen. */
export function SelectionBar<Row>({ label, selection, matching, more, children }: SelectionBarProps<Row>) {
  const { t, i18n } = useTranslation('ui');
  const bar = useRef<HTMLDivElement>(null);
  const { everything, rows, shown, chooseEverything, clear } = selection;
  const all = matching === undefined ? '' : formatCount(matching, i18n.language);
  const any = everything || rows.size > 0;
  const words = everything
    ? t('selection.everything', { number: all })
    : t('selection.chosen', { count: rows.size, number: formatCount(rows.size, i18n.language) });
  return (
    <>
      <VisuallyHidden role="status">{any ? words : ''}</VisuallyHidden>
      {any && (
        <div role="region" aria-label={label} className={classes.bar} ref={bar} tabIndex={-1}>
          <CloseButton size="sm" aria-label={t('selection.clear')} onClick={clear} />
          <span className={classes.count} aria-hidden="true">
            {words}
          </span>
          {more && shown === 'all' && !everything && (
            <Anchor
              component="button"
              type="button"
              onClick={() => {
                chooseEverything();
                // It goes with this press, and would take the focus along.
                bar.current?.focus();
              }}
            >
              {t('selection.chooseEverything', { number: all })}
            </Anchor>
          )}
          <div className={classes.actions}>{children}</div>
        </div>
      )}
    </>
  );
}
