import type { Duplex } from 'node:stream';
import pg from 'pg';
import { arrayText } from './array-text.ts';

// As many as the program has statements, and to spare: what a bulk makes up by its number of rows stays unnamed.
const mostNames = 2000;
const longestText = 8000;
const names = new Map<string, string>();

const answered = (command: string) =>
  Promise.resolve({ command, rowCount: null, oid: 0, fields: [], rows: [] });

/**
 * A connection that asks PostgreSQL for less (docs/decisions/031-thrifty-connections.md):
 * - Statements with values are parsed and planned once: row-level security and views make planning cost more than
 *   most of our statements take to run. PostgreSQL plans anew by itself when tables, rights or statistics change.
 * - `begin` and the settings after it are held back and sent in one go with the first statement of the transaction,
 *   which does not wait for their answer: should they fail, it fails too.
 * - Statements that are asked before the answer to another go at once, in their order, those of one moment in one write:
 *   each write wakes up the other side. In a transaction those after one that fails fail too.
 */
export class ThriftyClient extends pg.Client {
  #held = '';
  #underWay = 0;
  #isGathering = false;

  // The overloads of `pg` are many; whatever is no plain text goes through as it came.
  override query: pg.Client['query'] = (...given: unknown[]): never => {
    const send = super.query.bind(this) as (...args: unknown[]) => Promise<unknown>;
    return this.#ask(send, given) as never;
  };

  #ask(send: (...args: unknown[]) => Promise<unknown>, given: readonly unknown[]): Promise<unknown> {
    const [text, values, ...rest] = given;
    if (text === 'begin' || (this.#held !== '' && isSetting(text))) {
      this.#held += `${text}; `;
      return answered(text === 'begin' ? 'BEGIN' : 'SET');
    }
    const held = this.#held;
    this.#held = '';
    // Nothing was asked in between: there is nothing to end.
    if (held !== '' && (text === 'commit' || text === 'rollback')) return answered(text.toUpperCase());
    if (typeof text !== 'string') {
      // A stream takes the connection for itself, after what was held back.
      return held === '' ? send(...given) : send(held).then(() => send(...given));
    }
    const hasValues = Array.isArray(values) && values.length > 0;
    const query = hasValues ? { name: nameOf(text), text, values: values.map(writtenFast) } : text;
    const ask = () => send(query, ...rest);
    return this.#askAtOnce(
      held === '' ? ask : () => Promise.all([send(held), ask()]).then(([, answer]) => answer),
    );
  }

  async #askAtOnce(ask: () => Promise<unknown>): Promise<unknown> {
    this.#underWay++;
    // The library reads it at each query; its type takes it for chosen once.
    Object.assign(this, { pipeline: true });
    this.#gather();
    try {
      return await ask();
    } finally {
      this.#underWay--;
      // A stream, which takes the connection for itself, is refused otherwise.
      if (this.#underWay === 0) Object.assign(this, { pipeline: false });
    }
  }

  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      stream.uncork();
    });
  }
}

function writtenFast(value: unknown): unknown {
  return Array.isArray(value) ? (arrayText(value) ?? value) : value;
}

function isSetting(text: unknown): text is string {
  return typeof text === 'string' && text.startsWith('set local ');
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size === mostNames || text.length > longestText) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
