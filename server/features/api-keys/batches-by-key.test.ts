import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApiKey, revokeApiKey } from '../../../contract/api-keys.ts';
import { actOnInvitations, getInvitationBatch } from '../../../contract/invitation-batches.ts';
import { countInvitations, listInvitations } from '../../../contract/invitations.ts';
import { getPeopleBatch, suspendAccounts } from '../../../contract/people-batches.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { callWithKey } from '../../../tests/support/call-with-key.ts';
import { meanwhile } from '../../../tests/support/meanwhile.ts';
import { seedInvitations } from '../../../tests/support/seed-invitations.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import { chunkSize } from '../invitations/run-batch.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

/** A program of the founder's that may only this. */
async function program(permission: Permission) {
  const body = { name: 'Nightly', permissions: [permission] };
  const { key, apiKey } = await founder.call(createApiKey, { body });
  const revoke = () => founder.call(revokeApiKey, { params: { id: apiKey.id } });
  return { ...callWithKey(server, key), keyId: apiKey.id, revoke };
}

const untilDone = async <T extends { readonly state: string }>(get: () => Promise<T>) => {
  await vi.waitUntil(async () => (await get()).state === 'done', { timeout: 30_000, interval: 50 });
  return get();
};

describe('what a program began for many (ruling 20)', () => {
  it('is bound to what its key may, not to all that its maker may', async () => {
    const { call } = await program('user-registration:access');
    await seedInvitations(server, 'nl', 205);
    const { id } = await call(actOnInvitations, {
      body: { action: 'resend', filter: { language: 'nl' }, expected: 205 },
    });
    const batch = await untilDone(() => founder.call(getInvitationBatch, { params: { id } }));
    expect(batch.refused).toEqual([{ reason: 'inviter_limit', count: 5 }]);
  });

  it('ends with its key: the invitations that are left stay as they are', async () => {
    const { call, revoke } = await program('user-registration:access');
    await seedInvitations(server, 'sv', chunkSize + 50);
    const { id } = await meanwhile(
      server,
      `select from invitation where id = (select id from invitation where language = 'sv' order by id limit 1)`,
      () =>
        call(actOnInvitations, {
          body: { action: 'revoke', filter: { language: 'sv' }, expected: chunkSize + 50 },
        }),
      revoke,
    );
    const batch = await untilDone(() => founder.call(getInvitationBatch, { params: { id } }));
    expect(batch).toMatchObject({
      done: chunkSize + 50,
      isStopped: true,
      refused: [{ reason: 'no_longer', count: 50 }],
    });

    // Whoever goes on finds those that were left, and does it to them alone.
    const left = { leftBy: id, leftFor: 'no_longer' } as const;
    const { items, total } = await founder.call(listInvitations, { query: { ...left, limit: 100 } });
    expect([total, new Set(items.map(({ state }) => state))]).toEqual([50, new Set(['unsent'])]);
    expect((await founder.call(countInvitations, { query: left })).all).toBe(50);
    const gone = await founder.call(listInvitations, { query: { leftBy: id, leftFor: 'gone' } });
    expect(gone.total).toBe(0);
    const goneOn = await founder.call(actOnInvitations, {
      body: { action: 'revoke', filter: left, expected: 50 },
    });
    expect(goneOn).toMatchObject({ state: 'done', done: 50, isStopped: false, refused: [] });
    expect((await founder.call(listInvitations, { query: { state: 'revoked' } })).total).toBe(chunkSize + 50);
  }, 40_000);

  it('ends with its key: the people who are left stay as they are, and each entry names it', async () => {
    const { call, keyId, revoke } = await program('user-management:can_suspend');
    const rows = await askDatabase<{ id: string }>(
      server,
      `update account set state = 'active', activated_at = now() where username_canonical like 'sv%' returning id`,
    );
    const ids = rows.map((row) => row.id).toSorted();
    const { id } = await meanwhile(
      server,
      `select from account where id = '${ids[0] ?? ''}'`,
      () => call(suspendAccounts, { body: { action: 'suspend', ids } }),
      revoke,
    );
    const batch = await untilDone(() => founder.call(getPeopleBatch, { params: { id } }));
    expect(batch).toMatchObject({ done: chunkSize + 50, refused: [{ reason: 'no_longer', count: 50 }] });
    const [noted] = await askDatabase(
      server,
      `select count(*)::int as count from activity where action = 'account.suspended' and api_key_id = $1`,
      [keyId],
    );
    expect(noted).toEqual({ count: chunkSize });
  });
});
