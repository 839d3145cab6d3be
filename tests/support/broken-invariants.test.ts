import { afterAll, beforeAll, expect, it } from 'vitest';
import { actOnInvitations } from '../../contract/invitation-batches.ts';
import { handOverLink, resendInvitation, revokeInvitation } from '../../contract/invitations.ts';
import { renewInvitation } from '../../contract/join.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from './ask-database.ts';
import { brokenInvariants } from './broken-invariants.ts';
import { invitationTokenOf } from './mailed-tokens.ts';
import { startTestFoyer } from './test-foyer.ts';
import type { TestFoyer } from './test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  // Nobody delivers, so that what is queued stays so.
  server = await startTestFoyer({ role: 'web' });
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

let people = 0;
async function invite(channel: 'email' | 'link' | 'none') {
  people += 1;
  const body = { account: { email: `person${people}@rules.example` }, delivery: { channel } };
  return (await founder.call(registerPerson, { body })).invitation.id;
}
const broken = () => brokenInvariants(server.database.superuser);
const link = 'each new link is an entry of the timeline';

it('holds for what began silent, by mail and by hand, whatever became of it', async () => {
  await invite('none');
  await invite('email');
  await invite('link');
  await founder.call(resendInvitation, { params: { id: await invite('none') }, body: {} });
  await founder.call(handOverLink, { params: { id: await invite('none') } });
  await founder.call(handOverLink, { params: { id: await invite('link') } });
  await founder.call(revokeInvitation, { params: { id: await invite('none') } });
  await founder.call(actOnInvitations, { body: { action: 'send', ids: [await invite('none')] } });
  const renewed = await invite('none');
  await founder.call(resendInvitation, { params: { id: renewed }, body: {} });
  const token = await invitationTokenOf(server, renewed);
  await askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);
  await askDatabase(server, 'update invitation set expires_at = now() where id = $1', [renewed]);
  await server.visitor().call(renewInvitation, { body: { token } });
  expect(await askDatabase(server, 'select generation from invitation where id = $1', [renewed])).toEqual([
    { generation: 3 },
  ]);
  expect(await broken()).toEqual({});
});

it.each(['none', 'email', 'link'] as const)('sees a link too many of what began by %s', async (channel) => {
  const id = await invite(channel);
  await founder.call(handOverLink, { params: { id } });
  await askDatabase(server, 'update invitation set generation = generation + 1 where id = $1', [id]);
  expect(Object.keys(await broken())).toContain(link);
  await askDatabase(server, 'update invitation set generation = generation - 1 where id = $1', [id]);
  expect(Object.keys(await broken())).not.toContain(link);
});

it.each(['none', 'email', 'link'] as const)(
  'sees a sending that is missing of what began by %s',
  async (channel) => {
    const id = await invite(channel);
    await founder.call(handOverLink, { params: { id } });
    const moved = await askDatabase(
      server,
      `update invitation_event set invitation_id = (select id from invitation where state = 'unsent' limit 1)
     where invitation_id = $1 and kind = 'handed_over' and actor_id is not null returning id`,
      [id],
    );
    expect(moved).toHaveLength(1);
    expect(Object.keys(await broken())).toContain(link);
    await askDatabase(server, 'update invitation_event set invitation_id = $1 where id = $2', [
      id,
      moved[0]?.['id'],
    ]);
  },
);
