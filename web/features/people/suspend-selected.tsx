import { Button, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reactivateAccount, suspendAccount } from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { showToast } from '../../ui/show-toast.tsx';
import type { RowSelection } from '../../ui/use-row-selection.ts';
import { refreshPeople } from './person-queries.ts';
import type { RegisteredPerson } from './use-people-columns.tsx';

const acts = {
  suspend: { route: suspendAccount, from: 'active', Icon: IconPlayerPause },
  reactivate: { route: reactivateAccount, from: 'suspended', Icon: IconPlayerPlay },
} as const;
type Act = keyof typeof acts;

/** Suspends those of the chosen who are active, or ends the suspension of those who are suspended. */
export function SuspendSelected({ selection }: { readonly selection: RowSelection<RegisteredPerson> }) {
  const { t, i18n } = useTranslation('people');
  const { account } = useSession();
  const [asked, setAsked] = useState<{ act: Act; people: readonly RegisteredPerson[] }>();
  const [opened, setOpened] = useState(false);
  const whom = (act: Act) =>
    [...selection.rows.values()].filter(({ id, state }) => state === acts[act].from && id !== account.id);
  const carryOut = async () => {
    if (!asked) return;
    // One after the other: each is an act of its own, and what fails leaves those before it done.
    for (const { id } of asked.people) await call(acts[asked.act].route, { params: { id } });
    selection.clear();
    showToast(t(`${asked.act}.done`, count(asked.people.length)));
    await refreshPeople();
  };
  const count = (number: number) => ({ count: number, number: formatCount(number, i18n.language) });
  const shown = asked && { ...asked, ...count(asked.people.length) };
  return (
    <>
      {(['suspend', 'reactivate'] as const).map((act) => {
        const people = whom(act);
        const { Icon } = acts[act];
        return (
          people.length > 0 && (
            <Button
              key={act}
              variant="default"
              size="xs"
              leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
              onClick={() => {
                setAsked({ act, people });
                setOpened(true);
              }}
            >
              {t(`${act}.open`, count(people.length))}
            </Button>
          )
        );
      })}
      {shown && (
        <DangerDialog
          opened={opened}
          onClose={() => setOpened(false)}
          title={t(`${shown.act}.title`, shown)}
          action={t(`${shown.act}.action`, shown)}
          keep={t(`${shown.act}.keep`)}
          people={shown.people.length}
          onConfirm={carryOut}
        >
          <Text>{t(`${shown.act}.text`)}</Text>
        </DangerDialog>
      )}
    </>
  );
}
