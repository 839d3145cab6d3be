import { csvLine } from '../../platform/csv-line.ts';
import type { Text } from '../../platform/texts.ts';
import { writeWorkbook } from '../../platform/workbook/write-workbook.ts';
import { words } from './describe-columns.ts';
import type { ColumnAnswer } from './describe-columns.ts';

const byteOrderMark = '\ufeff';

/** An empty table with every column: its headers are the names by which they are known for sure. */
export async function* templateAsCsv(columns: readonly ColumnAnswer[]): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns.map(({ target }) => target));
}

/** The same as a workbook, with a sheet that explains the columns. */
export async function* templateAsXlsx(columns: readonly ColumnAnswer[], t: Text): AsyncGenerator<Uint8Array> {
  const say = (key: string) => words(t, `template.${key}`);
  yield await writeWorkbook([
    {
      name: say('rows'),
      rows: [columns.map(({ target }) => target)],
      widths: columns.map(({ target }) => Math.max(14, target.length + 2)),
    },
    {
      name: say('explain'),
      rows: [
        [say('column'), say('label'), say('required'), say('hint'), say('example')],
        ...columns.map(({ target, label, required, hint, example }) => [
          target,
          label,
          say(required ? 'yes' : 'no'),
          hint,
          example,
        ]),
      ],
      widths: [28, 28, 12, 60, 28],
    },
  ]);
}
