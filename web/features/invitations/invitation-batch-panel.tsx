import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BatchRefusal, InvitationBatch } from '../../../contract/invitation-batches.ts';
import type { StateFilter } from '../../../contract/invitation-filter.ts';
import { BatchPanel } from '../../ui/batch-panel.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { useWhen } from '../../ui/use-when.ts';
import classes from './invitation-batch-panel.module.css';
import { batchQuery } from './batch-queries.ts';
import { refreshInvitations } from './invitation-queries.ts';

/** Where those stand whom an act left as they were, where a filter shows them. */
const wayOn: Partial<Record<BatchRefusal, StateFilter>> = {
  accepted: 'accepted',
  already_revoked: 'revoked',
  not_sent_yet: 'unsent',
  expired: 'expired',
  bounced: 'bounced',
};

interface InvitationBatchPanelProps {
  readonly batch: InvitationBatch;
  readonly onPutAway: () => void;
}

const refresh = () => void refreshInvitations();

/** An act on many invitations; then the outcome in numbers, who was left as they are, why, and what helps. */
export function InvitationBatchPanel({ batch: first, onPutAway }: InvitationBatchPanelProps) {
  const { t, i18n } = useTranslation('invitations');
  const { data: batch } = useQuery(batchQuery(first));
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
      <Outcome batch={batch} />
    </BatchPanel>
  );
}

function Outcome({ batch: { refused, postponed, finishedAt, startedBy } }: { batch: InvitationBatch }) {
  const { t, i18n } = useTranslation('invitations');
  const { when } = useWhen();
  const number = (count: number) => formatCount(count, i18n.language);
  return (
    <>
      {finishedAt && (
        <Text c="dimmed">{t('batch.finished', { when: when(finishedAt), name: startedBy ?? '–' })}</Text>
      )}
      {(refused.length > 0 || postponed > 0) && (
        <ul className={classes.left}>
          {postponed > 0 && <li>{t('batch.postponed', { count: postponed, number: number(postponed) })}</li>}
          {refused.map((one) => (
            <li key={one.reason}>
              {t(`batch.left.${one.reason}`, { count: one.count, number: number(one.count) })}{' '}
              <WayOn reason={one.reason} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function WayOn({ reason }: { reason: BatchRefusal }) {
  const { t } = useTranslation('invitations');
  const state = wayOn[reason];
  if (!state) return null;
  return (
    <Anchor component={Link} to="/invitations" search={{ state } as never}>
      {t(`batch.see.${state as 'bounced'}`)}
    </Anchor>
  );
}
