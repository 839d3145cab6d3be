import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InvitationBatch } from '../../../contract/invitation-batches.ts';
import { formatCount } from '../../ui/format-count.ts';
import { BatchOutcome } from '../invitations/batch-outcome.tsx';
import { batchByIdQuery } from '../invitations/batch-queries.ts';
import { useBatchResult } from '../invitations/use-batch-result.ts';

/** What became of an act on many: the entry says what was begun. */
export function BatchResult({ id }: { id: string }) {
  const { data } = useQuery(batchByIdQuery(id));
  return data ? <Result batch={data} /> : null;
}

function Result({ batch }: { batch: InvitationBatch }) {
  const { t, i18n } = useTranslation(['invitations', 'ui']);
  const { title } = useBatchResult(batch);
  const { state, action, done, total } = batch;
  if (state === 'done') {
    return (
      <section>
        <Text fw={560} mt="sm">
          {title}
        </Text>
        <BatchOutcome batch={batch} />
      </section>
    );
  }
  return (
    <Text fw={560} mt="sm">
      {t(`batch.${action}.running`)}: {formatCount(done, i18n.language)}{' '}
      {t('batch.ofTotal', { ns: 'ui', total: formatCount(total, i18n.language) })}
    </Text>
  );
}
