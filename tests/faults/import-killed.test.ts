import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyImport } from '../../contract/import-plan.ts';
import type { ImportDetail } from '../../contract/import-schemas.ts';
import { getImport, startImport } from '../../contract/imports.ts';
import { askDatabase } from '../support/ask-database.ts';
import { brokenInvariants } from '../support/broken-invariants.ts';
import { callerAt } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { isFull, longestTest, rounds } from '../support/rounds.ts';
import type { Program } from '../support/start-program.ts';
import { startServer } from '../support/start-server.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';

// F1: kill -9 in the middle of an import, again and again.
const rows = isFull ? 50_000 : 2000;

let database: TestDatabase;
let program: Program;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  program.process.kill('SIGKILL');
  await program.exit;
  await database.drop();
});

async function start(): Promise<void> {
  program = await startServer(database);
  await program.untilReady();
}

test(
  'an import that is killed again and again goes on at the next row, and no row is done twice',
  async () => {
    await start();
    const founder = callerAt(program.address);
    await foundBy(program, founder);
    // Nobody's day: mails are counted by people, not held back.
    await askDatabase({ database }, 'update organization_settings set daily_recipients = 1000000');
    const lines = Array.from({ length: rows }, (_, index) => `person.${index}@acme.example`);
    const file = new Blob([`email\n${lines.join('\n')}\n`], { type: 'text/csv' });
    const { id } = await founder.call(startImport, { file });
    const stateOf = async () => {
      const [row] = await askDatabase<{ state: string; done: number }>(
        { database },
        'select state, done from import',
      );
      return row ?? { state: '', done: 0 };
    };
    const until = async (state: ImportDetail['state']) => {
      while ((await stateOf()).state !== state) await sleep(100);
    };
    await until('planned');
    const { planHash } = await founder.call(getImport, { params: { id } });
    await founder.call(applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
    for (const round of rounds(1, 20)) {
      const before = (await stateOf()).done;
      // At any point of a chunk, each time another.
      await sleep(300 + ((round * 7919) % 900));
      program.process.kill('SIGKILL');
      await program.exit;
      const begin = performance.now();
      await start();
      for (;;) {
        const { state, done } = await stateOf();
        if (state === 'done' || done > before) break;
        expect(performance.now() - begin).toBeLessThan(60_000);
        await sleep(100);
      }
    }
    await until('done');
    const [found] = await askDatabase(
      { database },
      `
    select (select count(*)::int from import_row where outcome = 'done') as done,
      (select count(distinct account_id)::int from import_row) as people,
      (select count(*)::int from account where state = 'invited') as accounts,
      (select count(*)::int from invitation) as invitations, (select count(*)::int from mail) as mails,
      (select count(*)::int from activity where action = 'import.applied') as acts`,
    );
    expect(found).toEqual({
      done: rows,
      people: rows,
      accounts: rows,
      invitations: rows,
      mails: rows,
      acts: 1,
    });
    expect(await brokenInvariants(database.superuser)).toEqual({});
  },
  longestTest * 4,
);
