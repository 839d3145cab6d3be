import { askDatabase } from './ask-database.ts';
import type { TestFoyer } from './test-foyer.ts';

/** In which tables words stand, the queue's included: `public.import_row: hunter2`. In any case, and in bytes too. */
export async function whereIs(
  server: Pick<TestFoyer, 'database'>,
  words: readonly string[],
): Promise<string[]> {
  const tables = await everyRow(server);
  return [...tables].flatMap(([name, text]) =>
    words.filter((word) => text.toLowerCase().includes(word.toLowerCase())).map((word) => `${name}: ${word}`),
  );
}

/** Every row of every table as text; bytes as the letters they may spell. */
async function everyRow(server: Pick<TestFoyer, 'database'>): Promise<ReadonlyMap<string, string>> {
  const tables = await askDatabase<{ name: string }>(
    server,
    `select format('%I.%I', n.nspname, relname) as name from pg_class c join pg_namespace n on n.oid = relnamespace
     where n.nspname in ('public', 'pgboss') and relkind = 'r'`,
  );
  const found = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await askDatabase<{ row: string }>(server, `select t::text as row from ${name} t`);
    found.set(name, rows.map(({ row }) => row + spelled(row)).join('\n'));
  }
  return found;
}

const spelled = (row: string) =>
  [...row.matchAll(/\\x([0-9a-f]{8,})/g)]
    .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
    .join(' ');
