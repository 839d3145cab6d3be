import { afterAll, beforeAll, expect, it } from 'vitest';
import { actOnInvitations } from '../../../contract/invitation-batches.ts';
import { editInvitation } from '../../../contract/invitation-changes.ts';
import { getInvitation } from '../../../contract/invitations.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

it('nobody takes from an invitation what they could not give, from one or from many (P20)', async () => {
  const settings = { application: 'settings', permission: 'access' } as const;
  const { invitation } = await founder.call(registerPerson, {
    body: {
      account: { email: 'anna@people.example' },
      grants: [settings],
      delivery: { channel: 'none' },
    },
  });
  const { id } = invitation;
  const [operator, granter] = [
    await makeMember(server, {
      slug: founder.slug,
      username: 'operator',
      permissions: ['user-registration:access'],
    }),
    await makeMember(server, {
      slug: founder.slug,
      username: 'granter',
      permissions: ['user-registration:access', 'permissions:can_grant'],
    }),
  ];
  const strip = { id, body: { version: 1, grants: [] } };
  expect(await send(operator, editInvitation, strip)).toMatchObject({
    status: 403,
    body: { permission: 'permissions:can_grant' },
  });
  expect(await send(granter, editInvitation, strip)).toMatchObject({
    status: 403,
    body: { permission: 'settings:access' },
  });
  const many = await send(granter, actOnInvitations, {
    body: { action: 'edit', ids: [id], withdraw: [settings] },
  });
  expect(many.body['fields']).toMatchObject({
    'withdraw.0.permission': [{ code: 'grant.not_held_by_you' }],
  });
  const get = () => founder.call(getInvitation, { params: { id } });
  expect((await get()).grants).toEqual([settings]);
  // What they leave as it is stands in the way of nothing else.
  const language = { id, body: { version: 1, grants: [settings], language: 'it' } };
  expect((await send(operator, editInvitation, language)).status).toBe(200);
});
