import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { askForIdentities } from '../../../contract/identities.ts';
import type { PeopleAction, PeopleBatch } from '../../../contract/people-batches.ts';
import type { Count } from '../../ui/format-count.ts';
import { formatCount } from '../../ui/format-count.ts';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useFocusReturn } from '../../ui/use-focus-return.ts';
import type { RowSelection } from '../../ui/use-row-selection.ts';
import { ActOnPeople } from './act-on-people.tsx';
import type { PeopleSearch } from './parse-people-search.ts';
import { PeopleActions } from './people-actions.tsx';
import { selectedPeople, type SelectedPeople as Selected } from './people-batch-queries.ts';
import { refreshPeople } from './person-queries.ts';
import type { RegisteredPerson } from './use-people-columns.tsx';

export type Asked = ResponseOf<typeof askForIdentities>;

interface SelectedPeopleProps {
  readonly selection: RowSelection<RegisteredPerson>;
  readonly search: PeopleSearch;
  readonly total: Count | undefined;
  /** The list goes on after or before this page. */
  readonly more: boolean;
  readonly onAsked: (asked: Asked) => void;
  readonly onStarted: (batch: PeopleBatch) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** The bar of the chosen people, and the question before anything happens to many of them. */
export function SelectedPeople(props: SelectedPeopleProps) {
  const { selection, search, total, more, onAsked, onStarted, onProblem } = props;
  const { t, i18n } = useTranslation('people');
  // Whom it was asked about stays what it was, whatever is chosen while the dialog closes.
  const [asked, setAsked] = useState<{ action: PeopleAction; about: Selected; time: number }>();
  const [opened, setOpened] = useState(false);
  const focus = useFocusReturn();
  const ask = (action: PeopleAction) => {
    focus.remember();
    setAsked({ action, about: selectedPeople(selection, search), time: Date.now() });
    setOpened(true);
  };
  const close = () => {
    setOpened(false);
    focus.giveBack();
  };
  const started = async (batch: PeopleBatch) => {
    selection.clear();
    const isWhole = batch.state === 'done' && batch.refused.length === 0;
    if (!isWhole) return onStarted(batch);
    const number = formatCount(batch.done, i18n.language);
    showToast(t(`${batch.action}.done`, { count: batch.done, number }));
    await refreshPeople();
  };
  return (
    <>
      <SelectionBar label={t('selected.label')} selection={selection} matching={total} more={more}>
        <PeopleActions
          selection={selection}
          search={search}
          onAsk={ask}
          onAsked={onAsked}
          onProblem={onProblem}
        />
      </SelectionBar>
      {asked && (
        <ActOnPeople
          key={asked.time}
          action={asked.action}
          selected={asked.about}
          opened={opened}
          onClose={close}
          onStarted={(batch) => void started(batch)}
        />
      )}
    </>
  );
}
