import { Loader, Text } from '@mantine/core';
import { IconCircleCheckFilled, IconPencil, IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { undoImport } from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { keepImport, undoQuery } from './import-queries.ts';
import classes from './undo-dialog.module.css';
import { useImportName } from './use-import-name.ts';

/** What goes, what stays, and that it can't be taken back; above 20 people their number is typed. */
export function UndoDialog({ one, onClose }: { one: ImportDetail; onClose: () => void }) {
  const { t, i18n } = useTranslation(['imports', 'ui']);
  const nameOf = useImportName();
  const preview = useQuery(undoQuery(one.id));
  const number = (count: number) => formatCount(count, i18n.language);
  const words = (count: number) => ({ count, number: number(count) });
  const { withdrawn = 0, joined = 0, edited = 0, updated = 0, opened = 0 } = preview.data ?? {};
  const undo = async () => {
    try {
      keepImport(await call(undoImport, { params: { id: one.id }, body: { expected: withdrawn } }));
    } catch (error) {
      // It may be another number by now.
      void preview.refetch();
      throw error;
    }
  };
  const stays = [
    ['joined', joined, <IconCircleCheckFilled key="icon" size={18} color="var(--foyer-ok)" aria-hidden />],
    ['edited', edited, <IconPencil key="icon" size={18} stroke={1.7} aria-hidden />],
    ['updated', updated, <IconUserCheck key="icon" size={18} stroke={1.7} aria-hidden />],
  ] as const;
  return (
    <DangerDialog
      opened
      onClose={onClose}
      title={t('undo.title', { file: nameOf(one) })}
      action={t('undo.action', words(withdrawn))}
      keep={t('undo.keep')}
      people={withdrawn}
      onConfirm={undo}
    >
      {preview.isPending && <Loader size="sm" aria-label={t('loading', { ns: 'ui' })} />}
      {preview.error && <ErrorState problem={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && (
        <>
          <Text>{t('undo.goes', words(withdrawn))}</Text>
          {joined + edited + updated > 0 && (
            <ul className={classes.stays}>
              {stays
                .filter(([, count]) => count > 0)
                .map(([key, count, icon]) => (
                  <li key={key}>
                    {icon}
                    {t(`undo.${key}`, words(count))}
                  </li>
                ))}
            </ul>
          )}
          {opened > 0 && <Text mt="sm">{t('undo.opened', words(opened))}</Text>}
        </>
      )}
    </DangerDialog>
  );
}
