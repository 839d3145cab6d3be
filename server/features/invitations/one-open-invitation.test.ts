import { afterAll, beforeAll, expect, it } from 'vitest';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { seedInvitations } from '../../../tests/support/seed-invitations.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
  await server.found('Alder Institute');
  await seedInvitations(server, 'en', 1);
});
afterAll(() => server.stop());

/** One more for the account that has one, in that state. */
const invite = (state: string) =>
  askDatabase(
    server,
    `insert into invitation (organization_id, id, account_id, invited_by, state, channel, language, nonce, key_id, valid_days)
     select organization_id, uuidv7(), account_id, invited_by, $1, channel, language, nonce, key_id, valid_days
     from invitation limit 1`,
    [state],
  );
const setState = (from: string, to: string) =>
  askDatabase(server, 'update invitation set state = $2 where state = $1', [from, to]);

const twice = { constraint: 'invitation_pending_once' };

it('keeps one open invitation of an account, whatever its state, and any number that are over', async () => {
  for (const state of ['unsent', 'queued', 'scheduled', 'sent', 'handed_over', 'bounced', 'opened']) {
    await expect(invite(state)).rejects.toMatchObject(twice);
  }
  for (const state of ['revoked', 'accepted', 'revoked', 'accepted']) await invite(state);
  await expect(setState('revoked', 'sent')).rejects.toMatchObject(twice);
  await setState('unsent', 'revoked');
  await invite('queued');
  await expect(invite('sent')).rejects.toMatchObject(twice);
});

it('finds the invitations of an account by an index, those that are over too', async () => {
  // So many that reading those of the whole organization costs more.
  await seedInvitations(server, 'other', 500);
  await askDatabase(server, 'analyze invitation');
  const plan = await askDatabase(
    server,
    'explain select from invitation where organization_id = (select uuidv7()) and account_id = (select uuidv7())',
  );
  expect(JSON.stringify(plan)).toMatch(/Index Cond[^"]*account_id/);
});
