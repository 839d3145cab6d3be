import type { ResponseOf } from '../../../contract/define-route.ts';
import type { describeImports } from '../../../contract/imports.ts';
import { xlsxType } from '../../../contract/import-states.ts';

export type ImportLimits = ResponseOf<typeof describeImports>['limits'];

/** What can be said of a file before it is sent. */
export function refusalOf(
  file: Pick<File, 'size'>,
  type: string | undefined,
  limits: ImportLimits | undefined,
): 'type' | 'size' | null {
  if (type === undefined) return 'type';
  const most = type === xlsxType ? limits?.xlsxBytes : limits?.bytes;
  return most !== undefined && file.size > most ? 'size' : null;
}
