import { useTranslation } from 'react-i18next';
import type { InvitationBatch } from '../../../contract/invitation-batches.ts';
import { formatCount } from '../../ui/format-count.ts';

/** What became of an act on many, in one line: "250 of 300 links work longer now". */
export function useBatchResult({ action, done, total, refused }: InvitationBatch) {
  const { t, i18n } = useTranslation('invitations');
  const number = (count: number) => formatCount(count, i18n.language);
  const left = refused.reduce((sum, { count }) => sum + count, 0);
  const count = done - left;
  const title =
    left > 0
      ? t(`batch.${action}.donePartly`, { count, number: number(count), total: number(total) })
      : t(`batch.${action}.done`, { count, number: number(count) });
  return { title, isWhole: left === 0 };
}
