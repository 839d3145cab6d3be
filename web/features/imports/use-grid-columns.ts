import { useMemo, useState } from 'react';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import type { ColumnAbout } from './column-about.ts';

/** A column of the grid whose cells can be written. */
export interface GridColumn extends Pick<ColumnAbout, 'target' | 'label' | 'type' | 'choices'> {
  readonly width: number;
  /** Addresses, names to sign in with and codes run from left to right in every language. */
  readonly ltr: boolean;
}

const widths: Partial<Record<ColumnAbout['type'], number>> = {
  email: 260,
  username: 190,
  date: 130,
  boolean: 96,
  language: 110,
  population: 130,
  number: 110,
  country: 130,
  long_text: 240,
  grants: 260,
  moment: 170,
};
/** A message and the button that mends it need their room. */
const widthWithProblems = 320;

const leftToRight: ReadonlySet<string> = new Set([
  'email',
  'username',
  'url',
  'phone',
  'grants',
  'time_zone',
  'moment',
  'date',
]);

/**
 * Those that every row has (email, username), those that somebody must look at, and the others in the order of the
 * file.
 */
export function useGridColumns(
  one: ImportDetail,
  about: readonly ColumnAbout[] | undefined,
): readonly GridColumn[] {
  const troubled = one.problems.flatMap(({ field }) => (field === 'row' ? [] : field));
  const [ever, setEver] = useState<readonly string[]>(troubled);
  // What was in trouble once keeps its place and its width, so that nothing moves under the hand that mends it.
  const added = troubled.filter((field) => !ever.includes(field));
  if (added.length > 0) setEver([...new Set([...ever, ...added])]);
  const targets = one.columns.flatMap(({ target }) => target ?? []).join(' ');
  return useMemo(() => {
    const known = new Map(about?.map((column) => [column.target, column]));
    const wanted = new Set(['email', 'username', ...ever, ...targets.split(' ').filter(Boolean)]);
    return [...wanted].map((target): GridColumn => {
      const { label = target, type = 'text', choices = [] } = known.get(target) ?? {};
      const width = widths[type] ?? 140;
      return {
        target,
        label,
        type,
        choices,
        width: ever.includes(target) ? Math.max(width, type === 'boolean' ? 180 : widthWithProblems) : width,
        ltr: leftToRight.has(type),
      };
    });
  }, [about, ever, targets]);
}
