import { Anchor, Button, Text } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BatchRefusal, InvitationBatch } from '../../../contract/invitation-batches.ts';
import type { StateFilter } from '../../../contract/invitation-filter.ts';
import { formatCount } from '../../ui/format-count.ts';
import { useWhen } from '../../ui/use-when.ts';
import classes from './batch-panel.module.css';

/** Where those stand whom an act left as they were, where a filter shows them. */
const wayOn: Partial<Record<BatchRefusal, StateFilter>> = {
  accepted: 'accepted',
  already_revoked: 'revoked',
  not_sent_yet: 'unsent',
  expired: 'expired',
  bounced: 'bounced',
};

interface BatchResultProps {
  readonly batch: InvitationBatch;
  readonly onPutAway: () => void;
}

/** The outcome in numbers, then who was left as they are, why, and what helps. */
export function BatchResult({ batch, onPutAway }: BatchResultProps) {
  const { t, i18n } = useTranslation('invitations');
  const { when } = useWhen();
  const { action, done, total, refused, postponed, finishedAt, startedBy } = batch;
  const number = (count: number) => formatCount(count, i18n.language);
  const left = refused.reduce((sum, { count }) => sum + count, 0);
  const count = done - left;
  return (
    <div role="status">
      <div className={classes.head}>
        <h2 className={classes.title}>
          {left > 0 ? (
            <IconAlertTriangleFilled size={18} color="var(--foyer-warn)" aria-hidden />
          ) : (
            <IconCircleCheckFilled size={18} color="var(--foyer-ok)" aria-hidden />
          )}
          {left > 0
            ? t(`batch.${action}.donePartly`, { count, number: number(count), total: number(total) })
            : t(`batch.${action}.done`, { count, number: number(count) })}
        </h2>
        <Button variant="default" size="xs" onClick={onPutAway}>
          {t('batch.putAway')}
        </Button>
      </div>
      {finishedAt && (
        <Text c="dimmed">{t('batch.finished', { when: when(finishedAt), name: startedBy ?? '–' })}</Text>
      )}
      {(left > 0 || postponed > 0) && (
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
    </div>
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
