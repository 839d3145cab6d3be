import { Button, Group, Loader, Modal, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
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
import { askedOf, type BatchChoice, isAskable, noChoice, orderOf } from './batch-choice.ts';
import { BatchFields } from './batch-fields.tsx';
import { BatchForecast } from './batch-forecast.tsx';
import { batchPreviewQuery } from './batch-queries.ts';
import type { BatchSelection } from './batch-selection.ts';
import { daysFrom } from './days-from.ts';
import { namedEdits } from './many-edits.ts';

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
  const [choice, setChoice] = useState<BatchChoice>(() => ({
    ...noChoice,
    until: daysFrom(new Date(), 7, timeZone),
  }));
  const [typed, setTyped] = useState({ value: '', fits: true });
  const [nothing, setNothing] = useState(false);
  const [settled] = useDebouncedValue(choice, action === 'correct' ? 300 : 0);
  const isAsked = isAskable(action, settled) && isAskable(action, choice);
  const preview = useQuery({ ...batchPreviewQuery(selection, askedOf(action, settled)), enabled: isAsked });
  const starting = useMutation({
    mutationFn: (expected: number) => {
      const body = {
        ...orderOf(action, choice),
        ...selection,
        ...('filter' in selection ? { expected } : {}),
      };
      return call(actOnInvitations, { body });
    },
    onSuccess: (batch) => {
      onClose();
      onStarted(batch);
    },
    // The list moved meanwhile: the next press is about the new number.
    onError: () => void preview.refetch(),
  });
  const wrong = wrongChoice(preview.error);
  if (preview.error && !wrong) {
    return <ErrorState problem={preview.error} onRetry={() => void preview.refetch()} />;
  }
  // A forecast of what was typed before is none of what is typed now.
  const data = isAsked && !wrong ? preview.data : undefined;
  const possible = data?.possible ?? 0;
  const number = formatCount(possible, i18n.language);
  const typing = action === 'revoke' && possible > 20 ? String(possible) : null;
  const confirm = () => {
    const isEmpty = action === 'edit' && Object.keys(namedEdits(choice.edits)).length === 0;
    setNothing(isEmpty);
    if (isEmpty) return;
    const fits = typing === null || typed.value.trim() === typing;
    setTyped({ ...typed, fits });
    if (fits && data) starting.mutate(data.total);
  };
  return (
    <>
      {starting.isError && <ProblemNotice problem={starting.error} />}
      <BatchFields
        action={action}
        choice={choice}
        wrong={wrong}
        nothing={nothing}
        problem={starting.error}
        onChange={(changed) => {
          setChoice(changed);
          setNothing(false);
        }}
      />
      <div role="status" style={{ minBlockSize: 72 }}>
        {!isAsked && action === 'correct' && <Text c="dimmed">{t('batch.correct.both')}</Text>}
        {data ? (
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
        <Button variant="default" data-autofocus={action === 'correct' ? undefined : true} onClick={onClose}>
          {action === 'revoke' ? t('batch.revoke.keep') : t('cancel', { ns: 'ui' })}
        </Button>
        {possible > 0 && (
          <Button
            {...(action === 'revoke' ? { color: 'red' } : {})}
            loading={starting.isPending || preview.isFetching || settled !== choice}
            onClick={confirm}
          >
            {t(`batch.${action}.confirm`, { count: possible, number })}
          </Button>
        )}
      </Group>
    </>
  );
}

/** What speaks against the day or the domain that was chosen, in the server's words. */
function wrongChoice(problem: unknown): string | undefined {
  const fields = problem instanceof ApiProblem ? problem.problem.fields : undefined;
  const found = fields?.['until'] ?? fields?.['domain.from'] ?? fields?.['domain.to'];
  return found?.[0]?.message;
}
