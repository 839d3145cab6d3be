import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PeopleBatch } from '../../../contract/people-batches.ts';
import { useLostRight } from '../../shell/use-lost-right.ts';
import { BatchPanel } from '../../ui/batch-panel.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { LeftOut } from './left-out.tsx';
import { peopleBatchQuery } from './people-batch-queries.ts';
import { refreshPeople } from './person-queries.ts';

interface PeopleBatchPanelProps {
  readonly batch: PeopleBatch;
  readonly onPutAway: () => void;
}

const refresh = () => void refreshPeople();

/** An act on many people, and whom it left as they are. */
export function PeopleBatchPanel({ batch: first, onPutAway }: PeopleBatchPanelProps) {
  const { t, i18n } = useTranslation('people');
  const { data: batch, error } = useQuery(peopleBatchQuery(first));
  useLostRight(error);
  const { action, done, total, refused } = batch;
  const number = (count: number) => formatCount(count, i18n.language);
  const left = refused.reduce((sum, { count }) => sum + count, 0);
  const count = done - left;
  const title =
    left > 0
      ? t(`batch.${action}.donePartly`, { count, number: number(count), total: number(total) })
      : t(`batch.${action}.done`, { count, number: number(count) });
  return (
    <BatchPanel
      batch={batch}
      running={t(`batch.${action}.running`)}
      title={title}
      isWhole={left === 0}
      onDone={refresh}
      onPutAway={onPutAway}
    >
      <LeftOut refused={refused} founder={null} />
    </BatchPanel>
  );
}
