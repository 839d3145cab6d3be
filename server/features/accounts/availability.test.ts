import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAvailability } from '../../../contract/accounts.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import type { Sent } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let alder: Visitor & { readonly slug: string };
let birch: Visitor & { readonly slug: string };

beforeAll(async () => {
  server = await startTestFoyer();
  alder = await server.found('Alder');
  birch = await server.found('Birch');
  await alder.call(registerPerson, {
    body: {
      account: { email: 'ada@people.example', username: 'ada' },
      delivery: { channel: 'none' },
    },
  });
});
afterAll(() => server.stop());

const ask = (visitor: Pick<Visitor, 'fetch'>, username: string, headers: Sent['headers'] = {}) =>
  send(visitor, checkAvailability, {
    query: `?username=${username}&email=${username}@people.example`,
    headers,
  });

test('says what is free, what is taken, and what would be free instead', async () => {
  const { body } = await ask(alder, 'ada');
  expect(body).toMatchObject({
    email: { state: 'taken' },
    username: { state: 'taken', suggestions: ['ada2', 'ada3', 'ada4'] },
    derivedUsername: 'ada2',
  });
  expect((await ask(alder, 'bob')).body).toMatchObject({
    email: { state: 'available' },
    username: { state: 'available' },
    derivedUsername: 'bob',
  });
});

test('a name that is read as another’s is pointed out, and is free all the same (T16)', async () => {
  await alder.call(registerPerson, {
    body: {
      account: { email: 'p@people.example', username: 'Paul.Modern10' },
      delivery: { channel: 'none' },
    },
  });
  const said = {
    code: 'account.username_alike',
    message: expect.stringContaining('Paul.Modern10') as string,
  };
  for (const name of ['pau1.modern10', 'PauI.Modern10', 'paul.rnodern10', 'paul.modernlO', 'paul.modern1o']) {
    const { body } = await ask(alder, name);
    expect(body).toMatchObject({ username: { state: 'available', reason: said } });
    // What is made from an address has no capitals.
    expect(body).toMatchObject(name === 'PauI.Modern10' ? {} : { derivedReason: said });
  }
  for (const name of ['paul.modern1', 'paul.nodern10', 'saul.modern10']) {
    const { body } = await ask(alder, name);
    expect(body).toMatchObject({ username: { state: 'available' } });
    expect(JSON.stringify(body)).not.toContain('username_alike');
  }
  expect((await ask(alder, 'paul.modern10')).body).toMatchObject({ username: { state: 'taken' } });
  expect(JSON.stringify((await ask(birch, 'pau1.modern10')).body)).not.toContain('username_alike');
});

test('many who ask at once get each their own answer, whatever the others get', async () => {
  const operator = await makeMember(server, {
    slug: alder.slug,
    username: 'operator',
    permissions: ['user-registration:access'],
  });
  const plain = await makeMember(server, { slug: alder.slug, username: 'plain' });
  const forged = alder.cookie().replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const callers: { status: number; ask: (name: string) => ReturnType<typeof ask>; ada?: string }[] = [
    { status: 200, ask: (name) => ask(alder, name), ada: 'taken' },
    { status: 200, ask: (name) => ask(operator, name), ada: 'taken' },
    { status: 200, ask: (name) => ask(birch, name), ada: 'available' },
    { status: 403, ask: (name) => ask(plain, name) },
    { status: 401, ask: (name) => ask(server.visitor(), name) },
    { status: 401, ask: (name) => ask(server.visitor(), name, { cookie: forged }) },
    { status: 400, ask: (name) => ask(alder, `${name}&username=`) },
  ];
  const wrong: string[] = [];
  await Promise.all(
    Array.from({ length: 210 }, async (_, number) => {
      const caller = callers[number % callers.length];
      const name = number % 3 === 0 ? 'ada' : `person${number}`;
      const answer = await caller?.ask(name);
      if (answer?.status !== caller?.status) wrong.push(`${name}: ${answer?.status} for ${caller?.status}`);
      if (answer?.status !== 200) return;
      const { derivedUsername, username } = answer.body as {
        derivedUsername: string;
        username: { state: string };
      };
      if (!derivedUsername.startsWith(name)) wrong.push(`${name}: ${derivedUsername}`);
      const state = name === 'ada' ? caller?.ada : 'available';
      if (username.state !== state) wrong.push(`${name}: ${username.state} for ${state}`);
    }),
  );
  expect(wrong).toEqual([]);
});
