import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundOrganization, getEntrance, inspectSetup } from '../../../contract/organizations.ts';
import { getSession, signIn } from '../../../contract/sessions.ts';
import { openFounding } from '../organizations/founding.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { send } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
});
afterAll(() => server.stop());

const printed = () => openFounding(server.foyer.database.db, server.foyer.links);
const founding = (token: unknown, slug: string, more: object = {}) => ({
  token,
  organization: { name: 'Alder Institute', slug },
  founder: { email: `founder@${slug}.example`, password: goodPassword, ...more },
});
const found = (token: unknown, slug: string, more: object = {}) =>
  send(server.visitor(), foundOrganization, { body: founding(token, slug, more) });
const timeZoneOf = (slug: string) =>
  askDatabase(
    server,
    `select time_zone as "timeZone" from organization_settings
     where organization_id = (select id from organization where slug = $1)`,
    [slug],
  );
const organizations = async () => (await askDatabase(server, 'select 1 from organization')).length;

describe('an organization', () => {
  it('is founded by the printed link, once, and its founder is signed in', async () => {
    expect(await server.visitor().call(getEntrance, {})).toMatchObject({
      organization: null,
      founded: false,
    });
    const token = await printed();
    expect((await send(server.visitor(), inspectSetup, { body: { token } })).status).toBe(200);
    const visitor = server.visitor();
    await visitor.call(foundOrganization, { body: founding(token, 'alder') as never });
    const session = await visitor.call(getSession);
    expect(session).toMatchObject({
      account: { isFounder: true, state: 'active', email: 'founder@alder.example', username: 'founder' },
      identity: { state: 'none' },
      organization: { slug: 'alder' },
    });
    for (const route of [inspectSetup, foundOrganization]) {
      const body = route === inspectSetup ? { token } : founding(token, 'second');
      const again = await send(server.visitor(), route, { body });
      expect([again.status, again.body['code']]).toEqual([410, 'setup_done']);
    }
    expect(await server.visitor().call(getEntrance, {})).toMatchObject({
      organization: { slug: 'alder' },
      founded: true,
    });
    expect(
      (await send(server.visitor(), signIn, { body: { login: 'founder', password: goodPassword } })).status,
    ).toBe(201);
  });

  it('begins in the language that its founder reads', async () => {
    const token = await printed();
    const { body } = await send(server.visitor(), foundOrganization, {
      body: founding(token, 'ontano'),
      headers: { 'accept-language': 'it-IT,it;q=0.9,en;q=0.5' },
    });
    expect(body).toMatchObject({ account: { language: 'it' } });
    const [settings] = await askDatabase(
      server,
      `select language from organization_settings
       where organization_id = (select id from organization where slug = 'ontano')`,
    );
    expect(settings).toEqual({ language: 'it' });
  });

  // What a browser calls its time zone: of those renamed, some say the old name, some the new one.
  it.each(['America/Toronto', 'Europe/Kyiv', 'Asia/Calcutta'])(
    'lives by the clock of %s',
    async (timeZone) => {
      const slug = timeZone.replace('/', '-').toLowerCase();
      const body = founding(await printed(), slug);
      const { status } = await send(server.visitor(), foundOrganization, {
        body: { ...body, organization: { ...body.organization, timeZone } },
      });
      expect(status).toBe(201);
      expect(await timeZoneOf(slug)).toEqual([{ timeZone }]);
    },
  );

  it('lives by UTC where nothing is said, and by no clock that nobody knows', async () => {
    const token = await printed();
    const body = founding(token, 'olympus');
    const refused = await send(server.visitor(), foundOrganization, {
      body: { ...body, organization: { ...body.organization, timeZone: 'Mars/Olympus' } },
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { fields: { 'organization.timeZone': [{ code: 'settings.unknown_time_zone' }] } },
    });
    expect((await found(token, 'olympus')).status).toBe(201);
    expect(await timeZoneOf('olympus')).toEqual([{ timeZone: 'UTC' }]);
  });

  it('by two at once: one is founded, whoever came first', async () => {
    const token = await printed();
    const before = await organizations();
    const answers = await inLine(
      server,
      { sql: 'select 1 from founding where founded_at is null for update', values: [] },
      ['first-come', 'second-come'].map((slug) => () => found(token, slug)),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 410]);
    expect(await organizations()).toBe(before + 1);
  });

  it('is not founded by anything but such a link (P7)', async () => {
    const token = await printed();
    const before = await organizations();
    for (const wrong of [null, '', [], {}, 7, [token]])
      expect((await found(wrong, 'nobody')).status).toBe(400);
    for (let at = 0; at < token.length; at += 3) {
      const letter = token.charAt(at) === 'A' ? 'B' : 'A';
      const answer = await found(token.slice(0, at) + letter + token.slice(at + 1), 'nobody');
      expect([answer.status, answer.body['code']]).toEqual([404, 'link_unknown']);
    }
    expect(await organizations()).toBe(before);
    expect((await found(token, 'somebody')).status).toBe(201);
  });

  it('keeps its link for another try when something is not acceptable, told at its field', async () => {
    const token = await printed();
    await found(await printed(), 'taken-name');
    const verdicts = [];
    for (const [slug, more] of [
      ['taken-name', {}],
      ['Taken-NAME', {}],
      ['a', {}],
      ['-x-', {}],
      ['free-name', { email: 'no address' }],
      ['free-name', { username: 'a@b.example' }],
      ['free-name', { password: 'too short' }],
      ['free-name', { password: 'Alder Institute 2026' }],
      ['free-name', { email: 'founder@free-name.example', username: 'x'.repeat(65) }],
    ] as const) {
      const answer = await found(token, slug, { email: 'founder@free-name.example', ...more });
      verdicts.push(`${answer.status} ${Object.keys(answer.body['fields'] ?? {}).join()}`);
    }
    expect(verdicts).toEqual([
      '422 organization.slug',
      '422 organization.slug',
      '422 organization.slug',
      '422 organization.slug',
      '422 founder.email',
      '422 founder.username',
      '422 founder.password',
      '422 founder.password',
      '422 founder.username',
    ]);
    expect((await found(token, 'free-name')).status).toBe(201);
  });

  it('may have an address part as long as the rules allow', async () => {
    expect((await found(await printed(), 'x'.repeat(63), { email: 'founder@long.example' })).status).toBe(
      201,
    );
  });

  it('with one address by two at once: one has it', async () => {
    const tokens = [await printed(), await printed(), await printed()];
    const answers = await Promise.all(tokens.map((token) => found(token, 'same-place')));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 422, 422]);
  });

  it.each([
    ['organization_settings', 'false'],
    ['account', `email not like '%@half-way.example'`],
    ['password', 'false'],
    ['session', 'false'],
    ['activity', `action <> 'organization.founded'`],
  ])('leaves nothing behind when writing to %s fails', async (table, check) => {
    const token = await printed();
    const before = await organizations();
    await askDatabase(server, `alter table ${table} add constraint broken check (${check}) not valid`);
    const answer = await found(token, 'half-way');
    await askDatabase(server, `alter table ${table} drop constraint broken`);
    expect([answer.status, answer.body['code']]).toEqual([500, 'internal']);
    expect(await organizations()).toBe(before);
    expect((await send(server.visitor(), inspectSetup, { body: { token } })).status).toBe(200);
  });
});
