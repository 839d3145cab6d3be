import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchAction, InvitationBatch } from '../../../contract/invitation-batches.ts';
import type { Invitation } from '../../../contract/invitations.ts';
import type { Count } from '../../ui/format-count.ts';
import { useFocusReturn } from '../../ui/use-focus-return.ts';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import type { RowSelection } from '../../ui/use-row-selection.ts';
import { BatchActions } from './batch-actions.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { type BatchSelection, batchSelection } from './batch-selection.ts';
import type { InvitationsSearch } from './parse-invitations-search.ts';

interface SelectedInvitationsProps {
  readonly selection: RowSelection<Invitation>;
  readonly search: InvitationsSearch;
  readonly total: Count | undefined;
  /** The list goes on after or before this page. */
  readonly more: boolean;
  readonly onStarted: (batch: InvitationBatch) => void;
}

/** The bar of the chosen rows, and the question before anything happens to them. */
export function SelectedInvitations({ selection, search, total, more, onStarted }: SelectedInvitationsProps) {
  const { t } = useTranslation('invitations');
  // Whom it was asked about stays what it was, whatever is chosen while the dialog closes.
  const [asked, setAsked] = useState<{ action: BatchAction; about: BatchSelection; time: number } | null>(
    null,
  );
  const [opened, setOpened] = useState(false);
  const focus = useFocusReturn();
  const ask = (action: BatchAction) => {
    focus.remember();
    setAsked({ action, about: batchSelection(selection, search), time: Date.now() });
    setOpened(true);
  };
  const close = () => {
    setOpened(false);
    focus.giveBack();
  };
  return (
    <>
      <SelectionBar label={t('batch.label')} selection={selection} matching={total} more={more}>
        <BatchActions onAsk={ask} />
      </SelectionBar>
      {asked && (
        <BatchDialog
          key={asked.time}
          action={asked.action}
          selection={asked.about}
          opened={opened}
          onClose={close}
          onStarted={(batch) => {
            selection.clear();
            onStarted(batch);
          }}
        />
      )}
    </>
  );
}
