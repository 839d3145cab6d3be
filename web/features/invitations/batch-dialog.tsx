import { Button, Group, Loader, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import {
  actOnInvitations,
  type BatchAction,
  type InvitationBatch,
} from '../../../contract/invitation-batches.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { TypedNumber } from '../../ui/typed-number.tsx';
import { useIdempotencyKey } from '../../ui/use-idempotency-key.ts';
import { BatchForecast } from './batch-forecast.tsx';
import { batchPreviewQuery } from './batch-queries.ts';
import type { BatchSelection } from './batch-selection.ts';
import { EditManyFields } from './edit-many-fields.tsx';
import { daysFrom } from './days-from.ts';
import { ExtendField } from './extend-field.tsx';
import { namedEdits, noEdits } from './many-edits.ts';

interface BatchDialogProps {
  readonly action: BatchAction;
  readonly selection: BatchSelection;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onStarted: (batch: InvitationBatch) => void;
}

/** Says what happens to whom before it happens to many; the button says to how many. */
export function BatchDialog(props: BatchDialogProps) {
  const { t } = useTranslation(['invitations', 'ui']);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t(`batch.${props.action}.title`)}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      <Question {...props} />
    </Modal>
  );
}

function Question({ action, selection, onClose, onStarted }: BatchDialogProps) {
  const { t, i18n } = useTranslation(['invitations', 'ui']);
  const { timeZone } = useSession().organization;
  const [until, setUntil] = useState(() => daysFrom(new Date(), 7, timeZone));
  const [typed, setTyped] = useState({ value: '', fits: true });
  const [edits, setEdits] = useState(noEdits);
  const [nothing, setNothing] = useState(false);
  const preview = useQuery(batchPreviewQuery(action, selection, until));
  const keyFor = useIdempotencyKey();
  const starting = useMutation({
    mutationFn: (expected: number) => {
      const body = {
        action,
        ...selection,
        ...(action === 'extend' ? { until } : {}),
        ...namedEdits(edits),
        ...('filter' in selection ? { expected } : {}),
      };
      return call(actOnInvitations, { body }, { idempotencyKey: keyFor(body) });
    },
    onSuccess: (batch) => {
      onClose();
      onStarted(batch);
    },
    // The list moved meanwhile: the next press is about the new number.
    onError: () => void preview.refetch(),
  });
  const wrongDay = dayProblem(preview.error);
  if (preview.error && !wrongDay) {
    return <ErrorState problem={preview.error} onRetry={() => void preview.refetch()} />;
  }
  const { data } = preview;
  const possible = data?.possible ?? 0;
  const number = formatCount(possible, i18n.language);
  const typing = action === 'revoke' && possible > 20 ? String(possible) : null;
  const confirm = () => {
    const isEmpty = action === 'edit' && Object.keys(namedEdits(edits)).length === 0;
    setNothing(isEmpty);
    if (isEmpty) return;
    const fits = typing === null || typed.value.trim() === typing;
    setTyped({ ...typed, fits });
    if (fits && data) starting.mutate(data.total);
  };
  return (
    <>
      {starting.isError && <ProblemNotice problem={starting.error} />}
      {action === 'extend' && (
        <ExtendField value={until} timeZone={timeZone} error={wrongDay} onChange={setUntil} />
      )}
      {action === 'edit' && (
        <EditManyFields
          edits={edits}
          missing={nothing}
          problem={starting.error}
          onChange={(changed) => {
            setEdits(changed);
            setNothing(false);
          }}
        />
      )}
      <div role="status" style={{ minBlockSize: 72 }}>
        {data && !wrongDay ? (
          <BatchForecast action={action} forecast={data} />
        ) : (
          preview.isFetching && <Loader size="sm" aria-label={t('loading', { ns: 'ui' })} />
        )}
      </div>
      {typing && (
        <TypedNumber
          number={typing}
          value={typed.value}
          missing={!typed.fits}
          onChange={(value) => setTyped({ value, fits: true })}
        />
      )}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" data-autofocus onClick={onClose}>
          {action === 'revoke' ? t('batch.revoke.keep') : t('cancel', { ns: 'ui' })}
        </Button>
        {possible > 0 && !wrongDay && (
          <Button
            {...(action === 'revoke' ? { color: 'red' } : {})}
            loading={starting.isPending || preview.isFetching}
            onClick={confirm}
          >
            {t(`batch.${action}.confirm`, { count: possible, number })}
          </Button>
        )}
      </Group>
    </>
  );
}

/** What speaks against the day that was chosen, in the server's words. */
function dayProblem(problem: unknown): string | undefined {
  return problem instanceof ApiProblem ? problem.problem.fields?.['until']?.[0]?.message : undefined;
}
