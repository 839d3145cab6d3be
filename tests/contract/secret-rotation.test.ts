import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspectInvitation } from '../../contract/join.ts';
import { registerPerson } from '../../contract/registration.ts';
import { getSession } from '../../contract/sessions.ts';
import { send } from '../support/send.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// As docs/operating.md tells to renew FOYER_SECRET: `new,old`, and after the longest life of a link `new` alone.
const older = 'the secret that it began with, 32+';
const newer = 'the secret that comes after it, 32+';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const servers: TestFoyer[] = [];
async function restartWith(...secrets: string[]): Promise<TestFoyer> {
  await servers.pop()?.stop();
  const server = await startTestFoyer({ database, secrets });
  servers.push(server);
  return server;
}
afterAll(() => servers.pop()?.stop());

async function tokenFor(founder: Pick<Visitor, 'call'>, name: string): Promise<string> {
  const { link = '' } = await founder.call(registerPerson, {
    body: { account: { email: `${name}@acme.example` }, delivery: { channel: 'link' } },
  });
  return link.split('#')[1] ?? '';
}

async function statusOf(server: TestFoyer, token: string): Promise<number> {
  return (await send(server.visitor(), inspectInvitation, { body: { token } })).status;
}

it('a new secret ends no link and no session, and leaving the old one out ends only the links it signed', async () => {
  const founder = await (await restartWith(older)).found('Acme');
  const early = await tokenFor(founder, 'anna');

  const both = await restartWith(newer, older);
  const returned = both.visitor(founder.cookie());
  expect((await returned.call(getSession)).account).toMatchObject({ username: 'founder' });
  expect(await statusOf(both, early)).toBe(200);
  const late = await tokenFor(returned, 'bob');
  expect(await statusOf(both, late)).toBe(200);

  const alone = await restartWith(newer);
  expect([await statusOf(alone, early), await statusOf(alone, late)]).toEqual([404, 200]);
});
