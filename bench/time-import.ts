import { askAs } from './ask-as.ts';
import { cpuTime } from './cpu-time.ts';
import { putImport } from './put-import.ts';
import type { BenchFoyer, Call } from './start-foyer.ts';

export interface ImportTimes {
  /** By the database's clock: from the first byte of the file to the plan, from the order to the last commit. */
  readonly planMs: number;
  readonly applyMs: number;
  readonly done: number;
  /** Of the server and of PostgreSQL. */
  readonly processorMs: { readonly plan: Used; readonly apply: Used };
}

interface Used {
  readonly server: number;
  readonly database: number;
}

/** A file of so many people, read, planned and applied over HTTP, with every guarantee on. */
export async function timeImport(
  { pid, data }: BenchFoyer,
  call: Call,
  { rows, people }: { readonly rows: number; readonly people: string },
): Promise<ImportTimes> {
  const begin = cpuTime(pid, data);
  const { id, apply } = await putImport(call, rows, people);
  const planMs = await ask(
    data,
    `select extract(epoch from changed_at - created_at) * 1000 as n from import where id = $1`,
    id,
  );
  const planned = cpuTime(pid, data);
  const { counts } = await apply();
  const applied = cpuTime(pid, data);
  const applyMs = await ask(
    data,
    `select extract(epoch from finished_at - applied_at) * 1000 as n from import where id = $1`,
    id,
  );
  return {
    planMs: Math.round(planMs),
    applyMs: Math.round(applyMs),
    done: counts.done,
    processorMs: { plan: between(begin, planned), apply: between(planned, applied) },
  };
}

function between(from: ReturnType<typeof cpuTime>, to: ReturnType<typeof cpuTime>): Used {
  const used = (of: 'server' | 'database') => Math.round((to?.[of] ?? 0) - (from?.[of] ?? 0));
  return { server: used('server'), database: used('database') };
}

async function ask(data: string, text: string, id: string): Promise<number> {
  return askAs('superuser', data, async (client) => {
    const { rows } = await client.query<{ n: string }>(text, [id]);
    return Number(rows[0]?.n);
  });
}
