import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerPerson } from '../../../contract/registration.ts';
import { joinOrganization } from '../../../contract/join.ts';
import { getSession } from '../../../contract/sessions.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
});
afterAll(() => server.stop());

it('registers one person, who joins by the link and has an account without an identity', async () => {
  const founder = await server.found('Alder Institute');
  const { account, link } = await founder.call(registerPerson, {
    body: { account: { email: 'Anna.Rossi@alder.example' }, delivery: { channel: 'link' } },
  });
  expect(account).toMatchObject({
    email: 'Anna.Rossi@alder.example',
    username: 'anna.rossi',
    state: 'invited',
  });

  const anna = server.visitor();
  await anna.call(joinOrganization, { body: { token: link?.split('#')[1] ?? '', password: goodPassword } });

  const session = await anna.call(getSession);
  expect(session.account).toMatchObject({ username: 'anna.rossi', state: 'active', isFounder: false });
  expect(session.permissions).toEqual([]);
  expect(session.identity).toEqual({ state: 'none', personalCode: null });
});
