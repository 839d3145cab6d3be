import { type ReactNode, useState } from 'react';
import { useFocusReturn } from '../../ui/use-focus-return.ts';
import { AskUpdateDialog } from './ask-update-dialog.tsx';
import { type LifeAct, LifeDialog } from './life-dialog.tsx';
import type { PersonActs } from './person-menu.tsx';
import { type AskingWays, useAsking } from './use-asking.ts';
import type { RegisteredPerson } from './use-people-columns.tsx';

/** What the menus of all rows do, and the one question before it. */
export function usePersonActs(ways: AskingWays): { readonly acts: PersonActs; readonly question: ReactNode } {
  const asking = useAsking(ways);
  // What it was asked about stays what it was while the dialog closes.
  const [asked, setAsked] = useState<{ act: LifeAct | 'update'; person: RegisteredPerson }>();
  const focus = useFocusReturn();
  const [opened, setOpened] = useState(false);
  const question = (act: LifeAct | 'update', person: RegisteredPerson) => {
    focus.remember();
    setAsked({ act, person });
    setOpened(true);
  };
  const acts: PersonActs = {
    ask: ({ id }) => asking.mutate([id]),
    askForUpdate: (person) => question('update', person),
    live: question,
  };
  const close = () => {
    setOpened(false);
    focus.giveBack();
  };
  return { acts, question: asked && <Question {...asked} opened={opened} onClose={close} /> };
}

interface QuestionProps {
  readonly act: LifeAct | 'update';
  readonly person: RegisteredPerson;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function Question({ act, ...props }: QuestionProps) {
  return act === 'update' ? <AskUpdateDialog {...props} /> : <LifeDialog {...props} act={act} />;
}
