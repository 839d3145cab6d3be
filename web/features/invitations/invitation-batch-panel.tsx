import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InvitationBatch } from '../../../contract/invitation-batches.ts';
import { useLostRight } from '../../shell/use-lost-right.ts';
import { BatchPanel } from '../../ui/batch-panel.tsx';
import { BatchOutcome } from './batch-outcome.tsx';
import { batchQuery } from './batch-queries.ts';
import { refreshInvitations } from './invitation-queries.ts';
import { useBatchResult } from './use-batch-result.ts';

interface InvitationBatchPanelProps {
  readonly batch: InvitationBatch;
  readonly onPutAway: () => void;
}

const refresh = () => void refreshInvitations();

/** An act on many invitations; then the outcome in numbers, who was left as they are, why, and what helps. */
export function InvitationBatchPanel({ batch: first, onPutAway }: InvitationBatchPanelProps) {
  const { t } = useTranslation('invitations');
  const { data: batch, error } = useQuery(batchQuery(first));
  const { title, isWhole } = useBatchResult(batch);
  useLostRight(error);
  return (
    <BatchPanel
      batch={batch}
      running={t(`batch.${batch.action}.running`)}
      title={title}
      isWhole={isWhole}
      onDone={refresh}
      onPutAway={onPutAway}
    >
      <BatchOutcome batch={batch} />
    </BatchPanel>
  );
}
