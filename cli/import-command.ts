import { parseArgs } from 'node:util';
import { ApiProblem, createClient, NoAnswer } from '../contract/client.ts';
import { importFile } from './import-file.ts';
import type { ImportOrder, Terminal } from './import-file.ts';

const usage = `Usage:
  npm run foyer -- import FILE --dry-run | --apply
      reads a CSV, TSV or Excel file as a bulk invite, by an API key in FOYER_API_KEY
      --server URL              where Foyer is; else FOYER_URL, else http://localhost:3000
      --map "HEADER=COLUMN"     what an unknown column is about (repeatable); others are left out
      --accept-warnings         takes addresses that look mistyped as they are
      --report FILE             writes what became of each row (CSV, or .xlsx)
      ends with 0: all is well · 2: rows could not be used · 3: waits for a second person · 1: nothing was done
`;

/** @returns the exit code */
export async function importCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  const order = orderOf(words);
  const apiKey = environment['FOYER_API_KEY'];
  if (!order) {
    terminal.err(usage);
    return 1;
  }
  if (!apiKey) {
    terminal.err('Set FOYER_API_KEY to a key made under Settings, API keys, that may invite in bulk.\n');
    return 1;
  }
  const origin = (order.server ?? environment['FOYER_URL'] ?? 'http://localhost:3000').replace(/\/+$/, '');
  const call = createClient(origin, fetch, { authorization: `Bearer ${apiKey}` });
  try {
    return await importFile(call, order, terminal);
  } catch (error) {
    terminal.err(`${sayFailure(error, origin)}\n`);
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
      },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1 || values['dry-run'] === values.apply) return undefined;
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
      server: values.server,
    };
  } catch {
    return undefined;
  }
}

function sayFailure(error: unknown, origin: string): string {
  if (error instanceof NoAnswer) return `There is no Foyer at ${origin}.`;
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : String(error);
  const { detail, fields = {} } = error.problem;
  return [detail, ...Object.values(fields).flatMap((all) => all.map(({ message }) => message))].join(' ');
}
