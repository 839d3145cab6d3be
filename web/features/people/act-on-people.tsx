import { Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  askPeople,
  askPeopleForUpdate,
  type PeopleAction,
  type PeopleBatch,
  suspendAccounts,
} from '../../../contract/people-batches.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { LeftOut } from './left-out.tsx';
import { peoplePreviewQuery, type SelectedPeople } from './people-batch-queries.ts';
import { UpdateFields } from './update-fields.tsx';

interface ActOnPeopleProps {
  readonly action: PeopleAction;
  readonly selected: SelectedPeople;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onStarted: (batch: PeopleBatch) => void;
}

/** Says to how many it happens, and who is left out, before it happens to many. */
export function ActOnPeople({ action, selected, opened, onClose, onStarted }: ActOnPeopleProps) {
  const { t, i18n } = useTranslation(['people', 'person', 'ui']);
  const [wish, setWish] = useState<Wish>({ fields: [], note: '' });
  const preview = useQuery({ ...peoplePreviewQuery(action, selected), enabled: opened });
  const possible = preview.data?.possible ?? 0;
  const count = { count: possible, number: formatCount(possible, i18n.language) };
  const carryOut = async () => {
    if (!preview.data) return;
    const order = { ...selected, ...('filter' in selected && { expected: preview.data.total }) };
    try {
      onStarted(await begin(action, order, wish));
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
      isHarmless={action === 'ask' || action === 'update'}
      onConfirm={carryOut}
    >
      {preview.error ? (
        <ProblemNotice problem={preview.error} />
      ) : preview.data ? (
        <>
          <Text>{t(`${action}.text`)}</Text>
          <LeftOut refused={preview.data.refused} founder={preview.data.founder} />
          {action === 'update' && possible > 0 && <WishFields wish={wish} onChange={setWish} />}
        </>
      ) : (
        <Loader size="sm" aria-label={t('loading', { ns: 'ui' })} />
      )}
    </DangerDialog>
  );
}

interface Wish {
  readonly fields: readonly string[];
  readonly note: string;
}

type Order = SelectedPeople & { readonly expected?: number };

function begin(action: PeopleAction, order: Order, { fields, note }: Wish): Promise<PeopleBatch> {
  if (action === 'update') return call(askPeopleForUpdate, { body: { ...order, fields: [...fields], note } });
  if (action === 'ask') return call(askPeople, { body: order });
  return call(suspendAccounts, { body: { action, ...order } });
}

interface WishFieldsProps {
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
}

/** The same for each of them. */
function WishFields({ wish, onChange }: WishFieldsProps) {
  const { t } = useTranslation('person');
  return (
    <Stack gap="md" mt="md">
      <UpdateFields chosen={wish.fields} onChange={(fields) => onChange({ ...wish, fields })} />
      <Field
        kind="textarea"
        name="note"
        label={t('update.note')}
        hint={t('update.noteHint')}
        value={wish.note}
        onChange={(note) => onChange({ ...wish, note })}
        optional
      />
    </Stack>
  );
}
