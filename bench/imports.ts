import { setTimeout as sleep } from 'node:timers/promises';
import { applyImport } from '../contract/import-plan.ts';
import type { ImportDetail } from '../contract/import-schemas.ts';
import { getImport, startImport } from '../contract/imports.ts';
import { changeOrganization, getOrganization } from '../contract/settings.ts';
import { cpuTime } from './cpu-time.ts';
import type { Figure } from './figure.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import type { Call } from './start-foyer.ts';

/** A file of so many people, read, planned and applied over HTTP, with every guarantee on. */
export async function imports(rows = 100_000): Promise<Figure> {
  const foyer = await startFoyer(makeDataFolder());
  try {
    const { call } = await found(foyer);
    const { version } = await call(getOrganization);
    await call(changeOrganization, { body: { version, dailyRecipients: 1_000_000 } });
    const before = cpuTime(foyer.pid, foyer.data);
    const begin = performance.now();
    const { id } = await call(startImport, { file: fileOf(rows), query: { filename: 'bench.csv' } });
    const readMs = performance.now() - begin;
    const planned = await until(call, id, 'planned');
    const planMs = performance.now() - begin;
    const afterPlan = cpuTime(foyer.pid, foyer.data);
    const applying = performance.now();
    await call(applyImport, { params: { id }, body: { planHash: planned.planHash ?? '' } });
    const done = await until(call, id, 'done');
    const applyMs = performance.now() - applying;
    const after = cpuTime(foyer.pid, foyer.data);
    return {
      promise: `${rows} rows: plan ready in 10 s, applied in 10 s`,
      holds: planMs <= 10_000 && applyMs <= 10_000 && done.counts.done === rows,
      measured: { readMs, planMs, applyMs, before, afterPlan, after, counts: done.counts },
    };
  } finally {
    await foyer.stop();
  }
}

function fileOf(rows: number): Blob {
  const lines = Array.from(
    { length: rows },
    (_, index) => `person.${index}@bench${index % 50}.example,person.${index}`,
  );
  return new Blob([`email,username\n${lines.join('\n')}\n`], { type: 'text/csv' });
}

async function until(call: Call, id: string, state: ImportDetail['state']): Promise<ImportDetail> {
  for (;;) {
    const now = await call(getImport, { params: { id } });
    if (now.state === state) return now;
    if (['failed', 'paused', 'cancelled'].includes(now.state)) throw new Error(JSON.stringify(now.failure));
    await sleep(1000);
  }
}
