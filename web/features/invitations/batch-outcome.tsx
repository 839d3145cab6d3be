import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BatchRefusal } from '../../../contract/batch-refusals.ts';
import type { InvitationBatch } from '../../../contract/invitation-batches.ts';
import type { StateFilter } from '../../../contract/invitation-filter.ts';
import { formatCount } from '../../ui/format-count.ts';
import { useWhen } from '../../ui/use-when.ts';
import classes from './batch-outcome.module.css';

/** Where those stand whom an act left as they were, where a state has them together. */
const states: Partial<Record<BatchRefusal, StateFilter>> = {
  accepted: 'accepted',
  already_revoked: 'revoked',
  not_sent_yet: 'unsent',
  expired: 'expired',
  bounced: 'bounced',
};

/** When it ended and who began it; whom it left as they were, why, and the way to them. */
export function BatchOutcome({ batch }: { batch: InvitationBatch }) {
  const { t, i18n } = useTranslation('invitations');
  const { when } = useWhen();
  const { refused, postponed, finishedAt, isStopped } = batch;
  const name = batch.startedBy ?? '–';
  const number = (count: number) => formatCount(count, i18n.language);
  return (
    <>
      {finishedAt && <Text c="dimmed">{t('batch.finished', { when: when(finishedAt), name })}</Text>}
      {(refused.length > 0 || postponed > 0) && (
        <ul className={classes.left}>
          {postponed > 0 && <li>{t('batch.postponed', { count: postponed, number: number(postponed) })}</li>}
          {refused.map(({ reason, count }) => (
            <li key={reason}>
              {reason === 'no_longer' && isStopped
                ? t('batch.stopped', { count, number: number(count), name })
                : t(`batch.left.${reason}`, { count, number: number(count) })}{' '}
              <WayOn batch={batch} reason={reason} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function WayOn({ batch, reason }: { batch: InvitationBatch; reason: BatchRefusal }) {
  const { t } = useTranslation('invitations');
  if (reason === 'gone') return null;
  const state = states[reason];
  const search = state ? { state } : { leftBy: batch.id, leftFor: reason };
  return (
    <Anchor component={Link} to="/invitations" search={search as never}>
      {t(`batch.see.${(state ?? 'left') as 'bounced'}`)}
    </Anchor>
  );
}
