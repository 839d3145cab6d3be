import { Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  askPeople,
  type PeopleAction,
  type PeopleBatch,
  suspendAccounts,
} from '../../../contract/people-batches.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { LeftOut } from './left-out.tsx';
import { peoplePreviewQuery, type SelectedPeople } from './people-batch-queries.ts';

interface ActOnPeopleProps {
  readonly action: PeopleAction;
  readonly selected: SelectedPeople;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onStarted: (batch: PeopleBatch) => void;
}

/** Says to how many it happens, and who is left out, before it happens to many. */
export function ActOnPeople({ action, selected, opened, onClose, onStarted }: ActOnPeopleProps) {
  const { t, i18n } = useTranslation(['people', 'ui']);
  const preview = useQuery({ ...peoplePreviewQuery(action, selected), enabled: opened });
  const possible = preview.data?.possible ?? 0;
  const count = { count: possible, number: formatCount(possible, i18n.language) };
  const carryOut = async () => {
    if (!preview.data) return;
    const order = { ...selected, ...('filter' in selected && { expected: preview.data.total }) };
    try {
      const batch =
        action === 'ask'
          ? await call(askPeople, { body: order })
          : await call(suspendAccounts, { body: { action, ...order } });
      onStarted(batch);
    } catch (error) {
      // The list moved meanwhile: the next press is about the new number.
      void preview.refetch();
      throw error;
    }
  };
  return (
    <DangerDialog
      opened={opened}
      onClose={onClose}
      title={t(`${action}.title`, count)}
      action={t(`${action}.action`, count)}
      keep={t(`${action}.keep`)}
      people={possible}
      ready={possible > 0}
      onConfirm={carryOut}
    >
      {preview.error ? (
        <ProblemNotice problem={preview.error} />
      ) : preview.data ? (
        <>
          <Text>{t(`${action}.text`)}</Text>
          <LeftOut refused={preview.data.refused} founder={preview.data.founder} />
        </>
      ) : (
        <Loader size="sm" aria-label={t('loading', { ns: 'ui' })} />
      )}
    </DangerDialog>
  );
}
