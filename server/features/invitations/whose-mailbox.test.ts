import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnInvitations, previewBatch } from '../../../contract/invitation-batches.ts';
import { editInvitation } from '../../../contract/invitation-changes.ts';
import {
  getInvitation,
  handOverLink,
  listInvitations,
  resendInvitation,
} from '../../../contract/invitations.ts';
import { registerPerson } from '../../../contract/registration.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

let people = 0;
/** Somebody whom the founder made an administrator, and who has not joined yet. */
async function inviteAdministrator(grants = [{ application: 'settings' as const, permission: 'access' }]) {
  people += 1;
  const { invitation } = await founder.call(registerPerson, {
    body: {
      account: { email: `admin${people}@exmaple.org` },
      identity: { fields: { given_name: 'Anna', family_name: 'Rossi', tax_code: 'RSSNNA91D52L424T' } },
      grants,
      delivery: { channel: 'none' },
    },
  });
  return invitation.id;
}
let operators = 0;
const operator = (...more: Permission[]) =>
  makeMember(server, {
    slug: founder.slug,
    username: `operator${(operators += 1)}`,
    permissions: ['user-registration:access', 'user-registration:can_hand_over_link', ...more],
  });
const emailOf = async (id: string) => (await founder.call(getInvitation, { params: { id } })).account.email;
const redirect = (by: Visitor, id: string) =>
  send(by, resendInvitation, { id, body: { email: `mine${people}@thief.example` } });
const ordered = (ids: string[]) => ({
  body: { action: 'correct' as const, ids, domain: { from: 'exmaple.org', to: 'example.org' } },
});
const correct = (by: Visitor, ids: string[]) => by.call(actOnInvitations, ordered(ids));

describe('the link of somebody who is granted more than the operator may grant (P20)', () => {
  it('goes to no other address at their word, and not to their hand', async () => {
    const id = await inviteAdministrator();
    const thief = await operator('settings:access');
    const before = await emailOf(id);
    const needed = { status: 403, body: { code: 'forbidden', permission: 'permissions:can_grant' } };
    expect(await redirect(thief, id)).toMatchObject(needed);
    expect(await send(thief, handOverLink, { id })).toMatchObject(needed);
    const granter = await operator('permissions:can_grant');
    expect(await redirect(granter, id)).toMatchObject({ body: { permission: 'settings:access' } });
    expect(await send(granter, handOverLink, { id })).toMatchObject({
      status: 403,
      body: { permission: 'settings:access' },
    });
    expect(await emailOf(id)).toBe(before);
    // To the address that it was meant for it is sent again.
    expect(await send(thief, resendInvitation, { id })).toMatchObject({ status: 200 });
  });

  it('nor to their hand while somebody else grants more', async () => {
    const id = await inviteAdministrator([]);
    const thief = await operator();
    const body = { version: 1, grants: [{ application: 'settings' as const, permission: 'access' }] };
    const row = { sql: 'select from invitation where id = $1 for update', values: [id] };
    const [edited, handed] = await inLine(server, row, [
      () => send(founder, editInvitation, { id, body }),
      () => send(thief, handOverLink, { id }),
    ]);
    expect(edited?.status).toBe(200);
    expect(handed).toMatchObject({ status: 403, body: { permission: 'permissions:can_grant' } });
  });

  it('stays where it is among many whose domain is corrected', async () => {
    const [admin, plain] = [await inviteAdministrator(), await inviteAdministrator([])];
    const [by, refused] = [await operator(), [{ reason: 'grants_beyond_yours', count: 1 }]];
    const preview = await by.call(previewBatch, ordered([admin, plain]));
    expect(preview).toMatchObject({ total: 2, possible: 1, refused });
    expect(await correct(by, [admin, plain])).toMatchObject({ done: 2, refused });
    expect([await emailOf(admin), await emailOf(plain)]).toEqual([
      expect.stringContaining('@exmaple.org'),
      expect.stringContaining('@example.org'),
    ]);
  });

  it('is corrected and handed over by who could grant all of it', async () => {
    const [one, other] = [await inviteAdministrator(), await inviteAdministrator()];
    const equal = await operator('permissions:can_grant', 'settings:access');
    expect(await redirect(equal, one)).toMatchObject({ status: 200 });
    expect(await send(equal, handOverLink, { id: one })).toMatchObject({ status: 200 });
    expect(await equal.call(previewBatch, ordered([other]))).toMatchObject({ possible: 1, refused: [] });
    expect(await correct(equal, [other])).toMatchObject({ done: 1, refused: [] });
  });

  it('offers its correction and its handing over to nobody else, and says why', async () => {
    const id = await inviteAdministrator();
    const thief = await operator('settings:access');
    const equal = await operator('permissions:can_grant', 'settings:access');
    for (const [by, may] of [
      [thief, false],
      [equal, true],
    ] as const) {
      const can = { resend: true, revoke: true, correctAddress: may, handOverLink: may };
      const { items } = await by.call(listInvitations, { query: {} });
      expect(items.find((one) => one.id === id)?.abilities).toMatchObject(can);
      const detail = await by.call(getInvitation, { params: { id } });
      expect(detail).toMatchObject({ abilities: can, grantsBeyondYours: !may });
    }
  });
});
