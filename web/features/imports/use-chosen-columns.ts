import { useState } from 'react';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { useDraft } from '../../ui/use-draft.ts';

type Chosen = ReadonlyMap<number, string | null>;

/**
 * What each column is said to be about: as it was recognised, then as somebody chose, and whether it is to be remembered
 * for the next file. Both outlive a reload.
 */
export function useChosenColumns({ id, columns }: Pick<ImportDetail, 'id' | 'columns'>) {
  const draft = useDraft(`bulk-columns ${id}`, { text: '', remember: true });
  const [chosen, setChosen] = useState<Chosen>(
    () =>
      new Map([
        ...columns.map(({ index, target, suggestion }) => [index, target ?? suggestion] as const),
        ...choicesIn(draft.start.text),
      ]),
  );
  const [remember, setRemember] = useState(draft.start.remember);
  const keep = (columnsNow: Chosen, rememberNow: boolean) =>
    draft.keep({ text: JSON.stringify([...columnsNow]), remember: rememberNow });
  return {
    chosen,
    choose(index: number, target: string | null) {
      const changed = new Map(chosen).set(index, target);
      setChosen(changed);
      keep(changed, remember);
    },
    remember,
    chooseRemember(wanted: boolean) {
      setRemember(wanted);
      keep(chosen, wanted);
    },
    forget: draft.forget,
  };
}

function choicesIn(text: string): Chosen {
  try {
    return new Map(JSON.parse(text || '[]') as [number, string | null][]);
  } catch {
    return new Map();
  }
}
