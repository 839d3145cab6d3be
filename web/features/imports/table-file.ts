/** Rows as a CSV file, for what is too much for one body of JSON (ruling 24). */
export function tableFile(rows: readonly (readonly string[])[]): File {
  const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n');
  return new File([text], 'rows.csv', { type: 'text/csv' });
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
