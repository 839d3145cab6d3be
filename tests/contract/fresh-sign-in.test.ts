import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allRoutes } from '../../contract/routes.ts';
import { confirmPassword } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { sampleBody } from '../support/sample-requests.ts';
import { send } from '../support/send.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// P17, made from the contract: what is marked `fresh` asks for the password of the last ten minutes.

let server: TestFoyer;
let founder: Visitor;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const gaveThePassword = (ago: string) =>
  askDatabase(server, 'update session set fresh_at = now() - $1::interval', [ago]);

const marked = allRoutes.filter((route) => route.fresh);

async function codeOf(route: (typeof marked)[number]): Promise<unknown> {
  const body = sampleBody(route, { accountId: randomUUIDv7() });
  const answer = await send(founder, route, { id: randomUUIDv7(), ...(body && { body }) });
  return answer.body['code'];
}

it('is asked for by the database’s clock, for each act that is marked, and by confirming done', async () => {
  await gaveThePassword('10 minutes');
  for (const route of marked) expect(await codeOf(route), route.name).toBe('fresh_sign_in_needed');
  await gaveThePassword('9 minutes 50 seconds');
  for (const route of marked) expect(await codeOf(route), route.name).not.toBe('fresh_sign_in_needed');
  await gaveThePassword('1 hour');
  await founder.call(confirmPassword, { body: { password: goodPassword } });
  for (const route of marked) expect(await codeOf(route), route.name).not.toBe('fresh_sign_in_needed');
});

it('stands in the documentation of what is marked', async () => {
  const document = (await (await founder.fetch('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { operationId: string; 'x-fresh-sign-in'?: boolean }>>;
  };
  const told = Object.values(document.paths)
    .flatMap((path) => Object.values(path))
    .filter((operation) => operation['x-fresh-sign-in'])
    .map((operation) => operation.operationId);
  expect(told.toSorted()).toEqual(marked.map((route) => route.name).toSorted());
});
