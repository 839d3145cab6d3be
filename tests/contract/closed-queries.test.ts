import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../contract/errors.ts';
import { allRoutes } from '../../contract/routes.ts';
import { send } from '../support/send.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// P21: what a list is sorted and filtered by is a closed list; nothing is left out or ordered otherwise without a word.

let server: TestFoyer;
let founder: Visitor;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

// Of the form of a slug, a key and a word.
const unheard = 'nosuchvalue';
// What is free to hold any text, or names one organization; all else is a closed list, a number, a day, an id or a cursor of ours.
const words = ['query', 'problem', 'email', 'username', 'filename', 'organization'];
const asked = allRoutes.flatMap((route) =>
  Object.keys(route.query?.shape ?? {})
    .filter((key) => !words.includes(key))
    .map((key) => ({ name: route.name, route, key })),
);

it.each(asked)(
  '$name refuses a $key that it does not know, in words at the field',
  async ({ route, key }) => {
    const answer = await send(founder, route, { id: randomUUID(), query: `?${key}=${unheard}` });
    const { fields = {} } = answer.body as Partial<Problem>;
    expect([400, 422], answer.text).toContain(answer.status);
    // Of a list of ids the one is named: `ids.0`.
    const [said] = Object.entries(fields).flatMap(([path, found]) =>
      path.split('.')[0] === key ? found : [],
    );
    expect(said?.message, answer.text).toMatch(/^[A-Z][^_{}]{8,}\.$/);
  },
);

it('finds every list that can be sorted, the registry among them', () => {
  const sorted = asked.filter(({ key }) => key === 'sort').map(({ name }) => name);
  expect(sorted).toEqual(
    expect.arrayContaining(['listAccounts', 'exportAccounts', 'listInvitations', 'listImportRows']),
  );
});
