import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ApiProblem, createClient, NoAnswer, TooLargeForProxy } from '../contract/client.ts';
import { askAgain } from './ask-again.ts';
import { CannotUse, importFile } from './import-file.ts';
import type { ImportOrder, Terminal } from './import-file.ts';
import { terminalTexts } from './terminal-texts.ts';
import type { Say } from './terminal-texts.ts';

/** @returns the exit code */
export async function importCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  terminal: Pick<Terminal, 'out' | 'err' | 'isWatched'>,
): Promise<number> {
  const { language, say } = terminalTexts(environment);
  const order = orderOf(words);
  const apiKey = environment['FOYER_API_KEY'];
  if (!order) {
    terminal.err(say('usage'));
    return 1;
  }
  if (!apiKey) {
    terminal.err(`${say('noApiKey')}\n`);
    return 1;
  }
  const origin = (order.server ?? environment['FOYER_URL'] ?? 'http://localhost:3000').replace(/\/+$/, '');
  const send = askAgain(fetch, (seconds) => terminal.err(`${say('again', { seconds })}\n`));
  const call = createClient(origin, send, {
    authorization: `Bearer ${apiKey}`,
    'accept-language': language,
  });
  try {
    return await importFile(call, order, { ...terminal, say });
  } catch (error) {
    terminal.err(`${sayFailure(say, error, origin)}\n`);
    return 1;
  }
}

function orderOf(
  words: readonly string[],
): (ImportOrder & { readonly server: string | undefined }) | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        apply: { type: 'boolean', default: false },
        'accept-warnings': { type: 'boolean', default: false },
        map: { type: 'string', multiple: true, default: [] },
        report: { type: 'string' },
        server: { type: 'string' },
        key: { type: 'string' },
      },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1 || values['dry-run'] === values.apply) return undefined;
    if (values.key !== undefined && !/^[\x21-\x7e]{1,100}$/.test(values.key)) return undefined;
    const pairs = values.map.map((pair): [string, string] => {
      const at = pair.lastIndexOf('=');
      if (at < 1) throw new Error('a header, an equals sign, a column');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    });
    return {
      file,
      isApplied: values.apply,
      acceptsWarnings: values['accept-warnings'],
      mapping: new Map(pairs),
      report: values.report,
      key: values.key ?? randomUUID(),
      server: values.server,
    };
  } catch {
    return undefined;
  }
}

function sayFailure(say: Say, error: unknown, origin: string): string {
  if (error instanceof NoAnswer) return say('noServer', { origin });
  if (error instanceof TooLargeForProxy) return say('tooLargeForProxy');
  if (error instanceof CannotUse) return say(error.what, { file: error.message });
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : String(error);
  const { detail, fields = {} } = error.problem;
  return [detail, ...Object.values(fields).flatMap((all) => all.map(({ message }) => message))].join(' ');
}
