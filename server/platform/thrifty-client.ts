import pg from 'pg';

// As many as the program has statements, and to spare: what a bulk makes up by its number of rows stays unnamed.
const mostNames = 500;
const longestText = 8000;
const names = new Map<string, string>();

const begun = Promise.resolve({ command: 'BEGIN', rowCount: null, oid: 0, fields: [], rows: [] });

/**
 * A connection that asks PostgreSQL for less (docs/decisions/031-thrifty-connections.md):
 * - Statements with values are parsed and planned once: row-level security and views make planning cost more than
 *   most of our statements take to run. PostgreSQL plans anew by itself when tables, rights or statistics change.
 * - `begin` is held back and sent in one message with the first statement of the transaction.
 */
export class ThriftyClient extends pg.Client {
  #begin = '';

  // The overloads of `pg` are many; whatever is no plain text goes through as it came.
  override query: pg.Client['query'] = (...given: unknown[]): never => {
    const send = super.query.bind(this) as (...args: unknown[]) => Promise<unknown>;
    return this.#ask(send, given) as never;
  };

  #ask(send: (...args: unknown[]) => Promise<unknown>, given: readonly unknown[]): Promise<unknown> {
    const [text, values, ...rest] = given;
    if (typeof text !== 'string') return send(...given);
    if (text === 'begin') {
      this.#begin = 'begin; ';
      return begun;
    }
    const begin = this.#begin;
    this.#begin = '';
    // Only without values may one message hold two statements.
    if (!Array.isArray(values) || values.length === 0) return send(begin + text, ...rest);
    const query = { name: nameOf(text), text, values: values as unknown[] };
    return begin === '' ? send(query, ...rest) : send(begin).then(() => send(query, ...rest));
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size === mostNames || text.length > longestText) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
