import { setTimeout as sleep } from 'node:timers/promises';
import { applyImport } from '../contract/import-plan.ts';
import type { ImportDetail } from '../contract/import-schemas.ts';
import { getImport, startImport } from '../contract/imports.ts';
import { changeOrganization, getOrganization } from '../contract/settings.ts';
import type { Call } from './start-foyer.ts';

/** Reads and plans a file of so many people; `apply` begins to register them, and is over when all are. */
export async function putImport(
  call: Call,
  rows: number,
  people = 'person',
): Promise<{ readonly id: string; apply(): Promise<ImportDetail> }> {
  const { version } = await call(getOrganization);
  await call(changeOrganization, { body: { version, dailyRecipients: 1_000_000 } });
  const { id } = await call(startImport, { file: fileOf(rows, people), query: { filename: 'bench.csv' } });
  const planned = await until(call, id, 'planned');
  return {
    id,
    async apply() {
      await call(applyImport, { params: { id }, body: { planHash: planned.planHash ?? '' } });
      return until(call, id, 'done');
    },
  };
}

function fileOf(rows: number, people: string): Blob {
  const lines = Array.from(
    { length: rows },
    (_, index) => `${people}.${index}@bench${index % 50}.example,${people}.${index}`,
  );
  return new Blob([`email,username\n${lines.join('\n')}\n`], { type: 'text/csv' });
}

async function until(call: Call, id: string, state: ImportDetail['state']): Promise<ImportDetail> {
  for (;;) {
    const now = await call(getImport, { params: { id } });
    if (now.state === state) return now;
    if (['failed', 'paused', 'cancelled'].includes(now.state)) throw new Error(JSON.stringify(now.failure));
    await sleep(500);
  }
}
