import { useRef, useState } from 'react';

/** Which rows of a list are chosen: some by their keys, over several pages, or everything that matches. */
export interface RowSelection<Row> {
  /** The chosen rows as they were when they were chosen; empty while everything is. */
  readonly rows: ReadonlyMap<string, Row>;
  readonly everything: boolean;
  /** Of the rows on screen. */
  readonly shown: 'none' | 'some' | 'all';
  readonly has: (key: string) => boolean;
  /** `upTo`: the rows between the last one and this one, too, as Shift does everywhere. */
  readonly toggle: (key: string, upTo: boolean) => void;
  readonly toggleShown: () => void;
  readonly chooseEverything: () => void;
  readonly clear: () => void;
}

interface Chosen<Row> {
  readonly scope: string;
  readonly rows: ReadonlyMap<string, Row>;
  readonly everything: boolean;
}

/** `scope` names the filter: another one begins with nothing chosen, because nobody acts on what they can't see. */
export function useRowSelection<Row>(
  shownRows: readonly Row[] | undefined,
  keyOf: (row: Row) => string,
  scope: string,
): RowSelection<Row> {
  const nothing: Chosen<Row> = { scope, rows: new Map(), everything: false };
  const [kept, setKept] = useState(nothing);
  const last = useRef<string>(null);
  const chosen = kept.scope === scope ? kept : nothing;
  const shown = new Map((shownRows ?? []).map((row) => [keyOf(row), row]));
  const has = (key: string) => chosen.everything || chosen.rows.has(key);
  const keep = (rows: ReadonlyMap<string, Row>) => setKept({ scope, rows, everything: false });
  // Who takes one row out of everything goes on with those that are on screen.
  const before = chosen.everything ? shown : chosen.rows;

  return {
    rows: chosen.rows,
    everything: chosen.everything,
    shown: howMany([...shown.keys()].map(has)),
    has,
    toggle(key, upTo) {
      const keys = upTo ? between([...shown.keys()], last.current ?? key, key) : [key];
      const rows = new Map(before);
      for (const one of keys) {
        const row = shown.get(one);
        if (has(key) || !row) rows.delete(one);
        else rows.set(one, row);
      }
      last.current = key;
      keep(rows);
    },
    toggleShown() {
      const others = [...before].filter(([key]) => !shown.has(key));
      keep(new Map([...shown.keys()].every(has) ? others : [...before, ...shown]));
    },
    chooseEverything: () => setKept({ scope, rows: new Map(), everything: true }),
    clear: () => setKept(nothing),
  };
}

function howMany(marks: readonly boolean[]): 'none' | 'some' | 'all' {
  if (!marks.includes(true)) return 'none';
  return marks.includes(false) ? 'some' : 'all';
}

/** The keys from one to the other, whichever stands first. */
function between(keys: readonly string[], one: string, other: string): readonly string[] {
  const [from = 0, to = 0] = [keys.indexOf(one), keys.indexOf(other)].toSorted((a, b) => a - b);
  return from < 0 ? [other] : keys.slice(from, to + 1);
}
