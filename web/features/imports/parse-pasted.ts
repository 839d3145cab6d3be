export interface TypedRow {
  readonly email: string;
  readonly username: string;
}

/** What came from the clipboard: people to be put into the rows, or a table that is more than that. */
export type Pasted =
  | { readonly kind: 'people'; readonly rows: readonly TypedRow[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** More people than these are not shown row by row before they are checked. */
const mostTyped = 200;

/**
 * Reads cells of a spreadsheet (tabs and lines, as Excel and Google Sheets copy them) or a list of a mail client
 * (`Anna <anna@x.org>; b@y.org`).
 * @returns undefined for plain words, which belong into the field they are pasted into
 */
export function parsePasted(text: string): Pasted | undefined {
  const trimmed = text.replace(/^\uFEFF/, '').replace(/[\r\n]+$/, '');
  if (trimmed.includes('\t')) return fromCells(readCells(trimmed));
  const addresses = readAddresses(trimmed);
  if (addresses.length > 1 || (addresses.length === 1 && /[<;]/.test(trimmed)))
    return fromPeople(addresses.map((email) => ({ email, username: '' })));
  return undefined;
}

function fromCells(rows: readonly (readonly string[])[]): Pasted {
  const isPairs = rows.every(([email = '', , ...more]) => email.includes('@') && more.every((cell) => !cell));
  if (!isPairs) return { kind: 'table', rows };
  return fromPeople(
    rows.map(([email = '', username = '']) => ({ email: email.trim(), username: username.trim() })),
  );
}

function fromPeople(rows: readonly TypedRow[]): Pasted {
  if (rows.length <= mostTyped) return { kind: 'people', rows };
  return {
    kind: 'table',
    rows: [['email', 'username'], ...rows.map(({ email, username }) => [email, username])],
  };
}

/** Lines and tabs; a cell in quotation marks may hold both. */
export function readCells(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  endCell();
  return rows.filter((row) => row.some((one) => one.trim() !== ''));
}

/** `<anna@x.org>` wherever it stands, or an address that stands alone between two commas. */
const bracketedOrBare = /<([^<>]{1,320})>|(?<=^|,)\s*([^\s,<>"]{1,320}@[^\s,<>"]{1,320})\s*(?=,|$)/g;

/** Addresses between commas, semicolons and lines; what stands before `<` is a name, which may hold a comma. */
function readAddresses(text: string): string[] {
  if (text.length > 5_000_000) return [];
  return text
    .split(/[;\n\r]+/)
    .flatMap((part) =>
      part.includes('<')
        ? [...part.matchAll(bracketedOrBare)].map(([, bracketed, bare]) => bracketed ?? bare)
        : part.split(','),
    )
    .map((one) => one?.trim() ?? '')
    .filter((one) => one.includes('@'));
}
