import { useTranslation } from 'react-i18next';
import type { ImportRow } from '../../../contract/import-schemas.ts';
import { useWhen } from '../../ui/use-when.ts';

/** That a row asks somebody again, or would if it were taken in: how their invitation ended, and on which day. */
export function useAgainWords() {
  const { t } = useTranslation('imports');
  const { shortDay } = useWhen();
  return (row: Pick<ImportRow, 'outcome' | 'invitedAgain'> | undefined): string | null => {
    if (!row?.invitedAgain || row.outcome === 'done') return null;
    const { reason, since } = row.invitedAgain;
    const ended = t(`again.ended.${reason}`, { day: shortDay(since) });
    return t(row.outcome === 'left_out' ? 'again.leftOutRow' : 'again.row', { ended });
  };
}
