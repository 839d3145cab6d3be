import { useState } from 'react';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { useDraft } from '../../ui/use-draft.ts';

type Chosen = ReadonlyMap<number, string | null>;

/** What each column is said to be about: as it was recognised, then as somebody chose, which outlives a reload. */
export function useChosenColumns({ id, columns }: Pick<ImportDetail, 'id' | 'columns'>) {
  const draft = useDraft<{ text: string }>(`bulk-columns ${id}`, { text: '' });
  const [chosen, setChosen] = useState<Chosen>(
    () =>
      new Map([
        ...columns.map(({ index, target, suggestion }) => [index, target ?? suggestion] as const),
        ...choicesIn(draft.start.text),
      ]),
  );
  const choose = (index: number, target: string | null) => {
    const changed = new Map(chosen).set(index, target);
    setChosen(changed);
    draft.keep({ text: JSON.stringify([...changed]) });
  };
  return { chosen, choose, forget: draft.forget };
}

function choicesIn(text: string): Chosen {
  try {
    return new Map(JSON.parse(text || '[]') as [number, string | null][]);
  } catch {
    return new Map();
  }
}
