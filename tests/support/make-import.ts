import { randomUUIDv7 } from 'node:crypto';
import type { RouteDefinition } from '../../contract/define-route.ts';
import type { ImportState } from '../../contract/import-states.ts';
import { askDatabase } from './ask-database.ts';
import type { TestFoyer } from './test-foyer.ts';

const column = { header: 'email', target: 'email', status: 'recognised', suggestion: null };

/** An import of one row that was planned, about somebody who is there: what a reader who may not must not see. */
export async function makeImport(
  server: Pick<TestFoyer, 'database'>,
  about: { readonly slug: string; readonly accountId: string; readonly email: string },
): Promise<string> {
  const id = randomUUIDv7();
  await askDatabase(
    server,
    `insert into import (organization_id, id, filename, kind, state, columns, total, started_by)
     select organization_id, $1, $2, 'csv', 'planned', $3::jsonb, 1, founder_id
     from organization_settings join organization on organization_id = id where slug = $4`,
    [id, `${about.email}.csv`, JSON.stringify([column]), about.slug],
  );
  await askDatabase(
    server,
    `insert into import_row (organization_id, import_id, line, cells, outcome, email_canonical, account_id)
     select organization_id, id, 1, array[$2], 'update', $2, $3::uuid from import where id = $1`,
    [id, about.email, about.accountId],
  );
  return id;
}

const stateBefore: Readonly<Record<string, ImportState>> = {
  approveImport: 'awaiting_approval',
  pauseImport: 'applying',
  resumeImport: 'paused',
  previewUndo: 'done',
  undoImport: 'done',
};

/** Puts an import in the state from which the route leads on, where that is not that of a plan. */
export async function readyImport(
  server: Pick<TestFoyer, 'database'>,
  { name }: RouteDefinition,
  id: string,
): Promise<void> {
  const state = stateBefore[name];
  if (!state) return;
  const isDone = state === 'done';
  await askDatabase(
    server,
    `update import set state = $2, finished_at = case when $3 then now() end where id = $1`,
    [id, state, isDone],
  );
  if (isDone)
    await askDatabase(server, `update import_row set act = outcome, outcome = 'done' where import_id = $1`, [
      id,
    ]);
}
