import { useSyncExternalStore } from 'react';
import { changeImportRow } from '../../../contract/import-plan.ts';
import type { ImportRow } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { keptValue } from '../../kept-value.ts';
import { keepImport } from './import-queries.ts';
import { putRows } from './row-pages.ts';

/** What is changed of one row. */
export interface RowChange {
  readonly line: number;
  readonly values?: Readonly<Record<string, string>>;
  readonly leftOut?: boolean;
  readonly accept?: readonly string[];
}

export type RowEdits = ReturnType<typeof createRowEdits>;

/**
 * Changes on their way to the server, one after the other, in the order in which they were made. They are kept in the
 * tab until the server has them, so that neither a reload nor a session that ends loses what was typed.
 */
function createRowEdits(id: string) {
  // A draft, so that whoever signs out leaves nothing behind.
  const kept = keptValue('tab', `foyer-draft bulk-edits ${id}`);
  const listeners = new Set<() => void>();
  const hearers = new Set<(row: ImportRow) => void>();
  const undoing: (readonly RowChange[])[] = [];
  let queue: readonly RowChange[] = readKept(kept.read());
  let byLine = merged(queue);
  let problem: unknown = null;
  let running = false;

  const set = (next: readonly RowChange[]) => {
    queue = next;
    byLine = merged(queue);
    kept.write(queue.length === 0 ? null : JSON.stringify(queue));
    for (const listener of listeners) listener();
  };
  const run = async () => {
    if (running) return;
    running = true;
    for (let [first] = queue; first && problem === null; [first] = queue) {
      try {
        // One by one: each is planned with those before it.
        await send(first);
        set(queue.slice(1));
      } catch (error) {
        problem = error;
        set(queue);
      }
    }
    running = false;
  };
  // A change that arrived and was not answered is sent again: it says what a cell holds, and so changes nothing.
  const send = async ({ line, ...body }: RowChange) => {
    const { values, leftOut, accept } = body;
    const answer = await call(changeImportRow, {
      params: { id, line: String(line) },
      body: {
        ...(values && { values }),
        ...(leftOut !== undefined && { leftOut }),
        ...(accept && { accept: [...accept] }),
      },
    });
    putRows(id, [answer.row, ...answer.others]);
    keepImport(answer.import);
    for (const hear of hearers) hear(answer.row);
  };
  const add = (changes: readonly RowChange[]) => {
    set([...queue, ...changes]);
    void run();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return {
    subscribe,
    /** @param back what takes it back again */
    change(changes: readonly RowChange[], back: readonly RowChange[]) {
      if (back.length > 0) undoing.push(back);
      add(changes);
    },
    /** @returns the changes that were taken back; none where there is nothing to take back */
    undo(): readonly RowChange[] {
      const back = undoing.pop() ?? [];
      if (back.length > 0) add(back);
      return back;
    },
    /** What a row will say once its changes have arrived. */
    waitingOf: (line: number): RowChange | undefined => byLine.get(line),
    count: () => queue.length,
    problem: () => problem,
    again() {
      problem = null;
      set(queue);
      void run();
    },
    discard() {
      problem = null;
      set([]);
    },
    /** Called with each row that was planned again. */
    onAnswer(hear: (row: ImportRow) => void) {
      hearers.add(hear);
      return () => {
        hearers.delete(hear);
      };
    },
    /** Once every change has arrived; false where one could not. */
    settled: () =>
      new Promise<boolean>((resolve) => {
        const look = () => {
          if (queue.length > 0 && problem === null) return;
          stop();
          resolve(queue.length === 0);
        };
        const stop = subscribe(look);
        look();
      }),
  };
}

function merged(queue: readonly RowChange[]): ReadonlyMap<number, RowChange> {
  const lines = new Map<number, RowChange>();
  for (const change of queue) {
    const before = lines.get(change.line);
    lines.set(change.line, { ...before, ...change, values: { ...before?.values, ...change.values } });
  }
  return lines;
}

function readKept(text: string | null): readonly RowChange[] {
  try {
    const found = JSON.parse(text ?? '[]') as readonly RowChange[];
    return found.filter(({ line }) => typeof line === 'number');
  } catch {
    return [];
  }
}

const known = new Map<string, RowEdits>();

/** The changes of an import, which outlive the page that made them. */
export function rowEditsOf(id: string): RowEdits {
  const edits = known.get(id) ?? createRowEdits(id);
  known.set(id, edits);
  return edits;
}

/** What waits of one row: nothing else of the grid draws again when it changes. */
export function useWaiting(edits: RowEdits, line: number | undefined): RowChange | undefined {
  return useSyncExternalStore(edits.subscribe, () =>
    line === undefined ? undefined : edits.waitingOf(line),
  );
}
