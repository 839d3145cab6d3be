import type { Tx } from '../../platform/database.ts';
import { mostSheetRows } from '../../platform/workbook/write-workbook.ts';
import { findPeople, nextPeople } from '../search/find-people.ts';
import type { Wanted } from '../search/find-people.ts';

const atOnce = 5000;

/** How many people the filters hold, counted no further than a workbook reaches. */
export async function countForWorkbook(tx: Tx, wanted: Wanted): Promise<number | { atLeast: number }> {
  const { total } = await findPeople(tx, wanted, { sort: 'newest', limit: 1 });
  if (typeof total === 'number' && total <= mostSheetRows) return total;
  let count = 0;
  let cursor: string | undefined;
  do {
    const ids = await nextPeople(tx, wanted, { sort: 'newest', cursor, limit: atOnce });
    count += ids.length;
    cursor = ids.length === atOnce ? ids.at(-1) : undefined;
  } while (cursor !== undefined && count <= mostSheetRows);
  return count > mostSheetRows ? { atLeast: mostSheetRows } : count;
}
