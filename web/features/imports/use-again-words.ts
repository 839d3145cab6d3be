import { useTranslation } from 'react-i18next';
import type { ImportRow } from '../../../contract/import-schemas.ts';
import { useWhen } from '../../ui/use-when.ts';

/** That a row asks somebody again, or would if it were taken in: how their invitation ended, and on which day. */
export function useAgainWords() {
  const { t } = useTranslation('imports');
  const { shortDay } = useWhen();
  return ({ outcome, invitedAgain }: Pick<ImportRow, 'outcome' | 'invitedAgain'>): string | null => {
    if (invitedAgain === null || outcome === 'done') return null;
    const { reason, since } = invitedAgain;
    const ended = t(`again.ended.${reason}`, { day: shortDay(since) });
    return t(outcome === 'left_out' ? 'again.leftOutRow' : 'again.row', { ended });
  };
}
