import { Button } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { askForIdentities } from '../../../contract/identities.ts';
import { call } from '../../api.ts';
import { may, useSession } from '../../shell/session.ts';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { useIdempotencyKey } from '../../ui/use-idempotency-key.ts';
import type { RowSelection } from '../../ui/use-row-selection.ts';
import { refreshPeople } from './person-queries.ts';
import { SuspendSelected } from './suspend-selected.tsx';
import type { RegisteredPerson } from './use-people-columns.tsx';

export type Asked = ResponseOf<typeof askForIdentities>;

interface SelectedPeopleProps {
  readonly selection: RowSelection<RegisteredPerson>;
  readonly onAsked: (asked: Asked) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** What can be done with the chosen people. */
export function SelectedPeople({ selection, onAsked, onProblem }: SelectedPeopleProps) {
  const { t } = useTranslation('people');
  const session = useSession();
  const keyFor = useIdempotencyKey();
  const asking = useMutation({
    mutationFn: (body: { accounts: string[] }) =>
      call(askForIdentities, { body }, { idempotencyKey: keyFor(body) }),
    onSuccess: async (asked) => {
      selection.clear();
      onAsked(asked);
      await refreshPeople();
    },
    onError: onProblem,
  });
  return (
    <SelectionBar label={t('selected.label')} selection={selection} matching={undefined} more={false}>
      {may(session, 'user-management:can_register_identity') && (
        <Button
          variant="default"
          size="xs"
          loading={asking.isPending}
          leftSection={<IconMailQuestion size={16} stroke={1.7} aria-hidden />}
          onClick={() => asking.mutate({ accounts: [...selection.rows.keys()] })}
        >
          {t('selected.ask')}
        </Button>
      )}
      {may(session, 'user-management:can_suspend') && <SuspendSelected selection={selection} />}
    </SelectionBar>
  );
}
