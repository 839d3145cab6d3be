import { Button } from '@mantine/core';
import { IconMailQuestion, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PeopleAction } from '../../../contract/people-batches.ts';
import { mostChosen } from '../../../contract/people-export.ts';
import { may, useSession } from '../../shell/session.ts';
import { formatCount } from '../../ui/format-count.ts';
import type { RowSelection } from '../../ui/use-row-selection.ts';
import { ExportPeople } from './export-people.tsx';
import type { PeopleSearch } from './parse-people-search.ts';
import type { Asked } from './selected-people.tsx';
import { useAsking } from './use-asking.ts';
import type { RegisteredPerson } from './use-people-columns.tsx';

interface PeopleActionsProps {
  readonly selection: RowSelection<RegisteredPerson>;
  readonly search: PeopleSearch;
  /** Asks before it happens to many. */
  readonly onAsk: (action: PeopleAction) => void;
  readonly onAsked: (asked: Asked) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** What can be done with the chosen people, or with all that match. */
export function PeopleActions({ selection, search, onAsk, onAsked, onProblem }: PeopleActionsProps) {
  const { t } = useTranslation('people');
  const session = useSession();
  const { everything, rows } = selection;
  const asking = useAsking({
    onAsked: (asked) => {
      selection.clear();
      onAsked(asked);
    },
    onProblem,
  });
  return (
    <>
      {may(session, 'user-management:can_register_identity') && (
        <Button
          variant="default"
          size="xs"
          loading={asking.isPending}
          leftSection={<IconMailQuestion size={16} stroke={1.7} aria-hidden />}
          onClick={() => {
            if (everything || rows.size > 20) onAsk('ask');
            else asking.mutate([...rows.keys()]);
          }}
        >
          {t('selected.ask')}
        </Button>
      )}
      {may(session, 'user-management:can_register_identity') && (
        <AskForUpdate selection={selection} onAsk={onAsk} />
      )}
      {may(session, 'user-management:can_suspend') && <SuspendButtons selection={selection} onAsk={onAsk} />}
      {may(session, 'user-management:can_export') && (everything || rows.size <= mostChosen) && (
        <ExportPeople
          search={search}
          chosen={everything ? undefined : [...rows.keys()]}
          size="xs"
          onProblem={onProblem}
        />
      )}
    </>
  );
}

/** Offered where somebody among them can be asked, as far as the list knows. */
function AskForUpdate({ selection, onAsk }: Pick<PeopleActionsProps, 'selection' | 'onAsk'>) {
  const { t, i18n } = useTranslation('people');
  const count = [...selection.rows.values()].filter(({ abilities }) => abilities.askForUpdate).length;
  if (count === 0 && !selection.everything) return null;
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconMailQuestion size={16} stroke={1.7} aria-hidden />}
      onClick={() => onAsk('update')}
    >
      {selection.everything
        ? t('update.openAll')
        : t('update.open', { count, number: formatCount(count, i18n.language) })}
    </Button>
  );
}

const acts = {
  suspend: { from: 'active', Icon: IconPlayerPause },
  reactivate: { from: 'suspended', Icon: IconPlayerPlay },
} as const;

/** To how many of the chosen it could happen, as far as the list knows; for all that match the question says it. */
function SuspendButtons({ selection, onAsk }: Pick<PeopleActionsProps, 'selection' | 'onAsk'>) {
  const { t, i18n } = useTranslation('people');
  const { account } = useSession();
  return (['suspend', 'reactivate'] as const).map((action) => {
    const { from, Icon } = acts[action];
    const count = [...selection.rows.values()].filter(
      ({ id, state }) => state === from && id !== account.id,
    ).length;
    if (count === 0 && !selection.everything) return null;
    return (
      <Button
        key={action}
        variant="default"
        size="xs"
        leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
        onClick={() => onAsk(action)}
      >
        {selection.everything
          ? t(`${action}.openAll`)
          : t(`${action}.open`, { count, number: formatCount(count, i18n.language) })}
      </Button>
    );
  });
}
