import { afterAll, beforeAll, expect, it } from 'vitest';
import { listGrants } from '../../contract/grants.ts';
import { listInvitations } from '../../contract/invitations.ts';
import { getHome } from '../../contract/organizations.ts';
import { registerPerson } from '../../contract/registration.ts';
import { getSession, signIn } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { makeMember } from '../support/make-member.ts';
import { send } from '../support/send.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
});
afterAll(() => server.stop());

it('two organizations, four callers, a thousand requests at once: nobody gets what is another’s (T36)', async () => {
  const callers: { visitor: Visitor; own: RegExp; foreign: RegExp; operator: boolean }[] = [];
  for (const [name, other] of [
    ['Alder', 'Zebra'],
    ['Zebra', 'Alder'],
  ] as const) {
    const founder = await server.found(name);
    const plain = await makeMember(server, { slug: founder.slug, username: `plain.${founder.slug}` });
    const [own, foreign] = [new RegExp(name, 'i'), new RegExp(other, 'i')];
    callers.push(
      { visitor: founder, own, foreign, operator: true },
      { visitor: plain, own, foreign, operator: false },
    );
  }
  const reads = [getSession, listInvitations, listGrants, getHome];
  const wrong: string[] = [];
  let people = 0;
  const one = async (index: number) => {
    const caller = callers[index % callers.length];
    const route = reads[Math.floor(index / 4) % reads.length];
    if (!caller || !route) return;
    if (index % 52 < 4) {
      people += 1;
      const email = `${caller.own.source.toLowerCase()}${people}@people.example`;
      await send(caller.visitor, registerPerson, {
        body: { account: { email }, delivery: { channel: 'none' } },
      });
    }
    const { status, text } = await send(caller.visitor, route);
    const open = caller.operator || route === getSession || route === getHome;
    if (status !== (open ? 200 : 403)) wrong.push(`${route.name}: ${status}`);
    if (caller.foreign.test(text)) wrong.push(`${route.name}: ${text}`);
    if (route === getSession && !caller.own.test(text)) wrong.push(text);
  };
  for (let start = 0; start < 1000; start += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, index) => one(start + index)));
  }
  expect(wrong).toEqual([]);
  expect(await askDatabase(server, 'select distinct organization_id from invitation')).toHaveLength(2);
}, 40_000);

it('believes who says for whom they ask only where they are a proxy that is trusted (T23)', async () => {
  const said = async (to: TestFoyer) => {
    await send(to.visitor(), signIn, {
      body: { organization: 'alder', login: 'founder', password: 'not the password at all' },
      headers: {
        'x-forwarded-for': '203.0.113.9, 198.51.100.7',
        forwarded: 'for=203.0.113.8',
        'x-real-ip': '203.0.113.7',
      },
    });
    const [row] = await askDatabase<{ ip: string }>(
      server,
      `select ip from activity where action = 'session.refused' order by at desc limit 1`,
    );
    return row?.ip;
  };
  expect(await said(server)).toBe('127.0.0.1');
  const behind = await startTestFoyer({ database: server.database, trustProxy: ['127.0.0.1/32'] });
  expect(await said(behind)).toBe('198.51.100.7');
  await behind.stop();
});
