/**
 * A value, or rows for `json_to_recordset`: one parameter and one text of a statement however many rows there are, so that
 * it is planned once (docs/decisions/031-thrifty-connections.md). What PostgreSQL takes for no text, half a surrogate pair
 * or a NUL, becomes the replacement character, as on its way through any other parameter.
 */
export function jsonText(value: object): string {
  const text = JSON.stringify(value);
  return /\\u(?:d[89a-f]|0000)/.test(text) ? JSON.stringify(value, storable) : text;
}

function storable(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value;
}
