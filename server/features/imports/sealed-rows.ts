import type { Seal } from '../../platform/seal.ts';
import type { FileRecord } from './read-csv.ts';
import type { IsSecret } from './secret-cells.ts';

/** The import that rows belong to: what is sealed in one can't be opened in another. */
export interface Place {
  readonly organizationId: string;
  readonly importId: string;
}

export interface RowAtRest extends FileRecord {
  /** Cells by their place, encrypted together: one key operation for a row, however many they are. */
  readonly sealed: string | null;
}

/** By target: a text, or the text encrypted. */
type EditsAtRest = Readonly<Record<string, string | { readonly sealed: string }>>;

export type Edits = Readonly<Record<string, string>>;

export function sealRow(
  seal: Seal,
  place: Place,
  isSecret: IsSecret | undefined,
  { line, cells }: FileRecord,
): RowAtRest {
  if (!isSecret || !cells.some(isSecret)) return { line, cells, sealed: null };
  const secret = Object.fromEntries(
    cells.flatMap((cell, index) => (isSecret(cell, index) ? [[index, cell]] : [])),
  );
  return {
    line,
    cells: cells.map((cell, index) => (isSecret(cell, index) ? '' : cell)),
    sealed: seal.seal(JSON.stringify(secret), aboutLine(place, line)),
  };
}

/** Characters that rows take in memory, and what is kept beside each. */
export function sizeOf(rows: readonly RowAtRest[]): number {
  const ofCells = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + cell.length, 0);
  return rows.reduce((sum, { cells, sealed }) => sum + 80 + ofCells(cells) + (sealed?.length ?? 0), 0);
}

export function sealEdit(seal: Seal, place: Place, target: string, text: string): EditsAtRest[string] {
  return text === '' ? text : { sealed: seal.seal(text, aboutEdit(place, target)) };
}

/** A row with its cells and edits as they came. @throws {Error} when its secret is gone, or it was moved */
export function openRow<Row extends RowAtRest & { readonly edits: unknown }>(
  seal: Seal,
  place: Place,
  row: Row,
): Omit<Row, 'edits'> & { readonly edits: Edits | null } {
  return {
    ...row,
    cells: openCells(seal, place, row),
    edits: openEdits(seal, place, row.edits as EditsAtRest | null),
  };
}

export function openCells(seal: Seal, place: Place, { line, cells, sealed }: RowAtRest): readonly string[] {
  if (sealed === null) return cells;
  const secret = new Map(
    Object.entries(JSON.parse(seal.open(sealed, aboutLine(place, line))) as Readonly<Record<string, string>>),
  );
  return cells.map((cell, index) => secret.get(String(index)) ?? cell);
}

function openEdits(seal: Seal, place: Place, edits: EditsAtRest | null): Edits | null {
  if (edits === null) return null;
  return Object.fromEntries(
    Object.entries(edits).map(([target, text]) => [
      target,
      typeof text === 'string' ? text : seal.open(text.sealed, aboutEdit(place, target)),
    ]),
  );
}

const aboutLine = ({ organizationId, importId }: Place, line: number) =>
  `${organizationId} import ${importId} ${line}`;
// One fix writes the same text into many rows, in one statement.
const aboutEdit = ({ organizationId, importId }: Place, target: string) =>
  `${organizationId} import ${importId} ${target}`;
