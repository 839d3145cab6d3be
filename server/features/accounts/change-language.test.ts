import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeMe } from '../../../contract/accounts.ts';
import { getSession } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
  await server.found('Alder Institute');
});
afterAll(() => server.stop());

const member = (username: string) => makeMember(server, { slug: 'alder-institute', username });

it('keeps the language with the account, and tells the next request', async () => {
  const anna = await member('anna.rossi');
  await anna.call(changeMe, { body: { language: 'it' } });
  expect((await anna.call(getSession)).account.language).toBe('it');
});

it('refuses a language that has no texts, in the language that the caller asked for', async () => {
  const karim = await member('karim.haddad');
  for (const language of ['xx', '', 'it/../en', '__proto__']) {
    const answer = await send(karim, changeMe, { body: { language }, headers: { 'accept-language': 'it' } });
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { fields: { language: [{ message: 'Non c’è ancora una traduzione in questa lingua.' }] } },
    ]);
  }
  expect((await karim.call(getSession)).account.language).toBe('en');
});

it('refuses a language that the organization does not offer', async () => {
  const tomasz = await member('tomasz.zielinski');
  await askDatabase(server, `update organization_settings set languages = '{en}'`);
  const refused = await send(tomasz, changeMe, { body: { language: 'it' } });
  await askDatabase(server, `update organization_settings set languages = '{en,it}'`);
  expect(refused.status).toBe(422);
  expect((await send(tomasz, changeMe, { body: { language: 'it' } })).status).toBe(204);
});

it('two choices at once: one of them stays, and each that changed something is recorded once', async () => {
  const noor = await member('noor.elamin');
  const choices = ['it', 'it', 'it', 'it'];
  await Promise.all(choices.map((language) => noor.call(changeMe, { body: { language } })));
  expect((await noor.call(getSession)).account.language).toBe('it');
  const recorded = await askDatabase(
    server,
    `select action, fields from activity where subject_id = $1 and action = 'account.changed'`,
    [noor.accountId],
  );
  expect(recorded).toEqual([{ action: 'account.changed', fields: ['language'] }]);
});
