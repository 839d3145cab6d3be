import { expect, it, onTestFinished } from 'vitest';
import { listInvitations } from '../../../contract/invitations.ts';
import { rowsRead } from '../../../tests/support/rows-read.ts';
import { seedInvitations } from '../../../tests/support/seed-invitations.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';

it('reads the people of a page by their keys, where nothing is known of the tables yet', async () => {
  const server = await startTestFoyer({ role: 'web' });
  onTestFinished(() => server.stop());
  const founder = await server.found('Alder Institute');
  await seedInvitations(server, 'en', 300);
  const before = await rowsRead(server, 'account');
  const { items } = await founder.call(listInvitations, { query: { limit: 50 } });
  expect(items).toHaveLength(50);
  // Each row's person and inviter, and whoever asks.
  expect((await rowsRead(server, 'account')) - before).toBeLessThan(200);
});
