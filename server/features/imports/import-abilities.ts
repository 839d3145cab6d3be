import type { ImportState } from '../../../contract/import-states.ts';
import type { Import } from '../../../contract/import-schemas.ts';

/** In which states what can be done to an import: the one table that routes and pages ask. */
export const possibleIn = {
  map: ['mapping', 'planned'],
  edit: ['planned', 'done'],
  apply: ['planned'],
  approve: ['awaiting_approval'],
  pause: ['applying'],
  resume: ['paused'],
  replan: ['planned', 'done'],
  cancel: ['mapping', 'planning', 'planned', 'awaiting_approval', 'applying', 'paused'],
  undo: ['planned', 'paused', 'done', 'cancelled'],
} as const satisfies Readonly<Record<string, readonly ImportState[]>>;

/** Whether it rests because whoever ordered it may not import any more. */
const isOrphaned = (failure: string | null): boolean => failure === 'import.no_longer';

export interface AbilityFacts {
  readonly state: ImportState;
  readonly appliedBy: string | null;
  readonly approvedBy: string | null;
  readonly failure: string | null;
  readonly done: number;
  readonly toDo: number;
  readonly isPurged: boolean;
  readonly canStillBeUndone: boolean;
}

export function abilitiesOf(actorId: string, facts: AbilityFacts): Import['abilities'] {
  const may = (act: keyof typeof possibleIn) =>
    !facts.isPurged && (possibleIn[act] as readonly ImportState[]).includes(facts.state);
  return {
    map: may('map') && facts.done === 0,
    edit: may('edit'),
    apply: may('apply') && facts.toDo > 0,
    approve: may('approve') && facts.appliedBy !== actorId,
    pause: may('pause'),
    resume: may('resume') && !(isOrphaned(facts.failure) && facts.approvedBy === actorId),
    cancel: may('cancel'),
    undo: may('undo') && facts.done > 0 && facts.canStillBeUndone,
  };
}
