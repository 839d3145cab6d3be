import { xlsxType } from '../../../contract/import-states.ts';

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  tab: 'text/tab-separated-values',
  txt: 'text/csv',
  xlsx: xlsxType,
};

/** What a chooser of files offers. */
export const acceptedFiles = Object.keys(types)
  .map((ending) => `.${ending}`)
  .join(',');

/** The media type by the ending of a file's name: what systems say themselves differs. Undefined: not one to read. */
export function fileType(filename: string): string | undefined {
  const ending = /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase();
  return new Map(Object.entries(types)).get(ending ?? '');
}
