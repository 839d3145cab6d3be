import { randomUUIDv7 } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { openAs } from '../support/open-as.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

// More rows than an element of a page can be high.
const many = 400_000;

let server: TestFoyer;
let browser: Browser;
let founder: Awaited<ReturnType<TestFoyer['found']>>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const columns = [
  { header: 'email', target: 'email', status: 'recognised', suggestion: null },
  { header: 'note', target: null, status: 'ignored', suggestion: null },
];

/** As its plan leaves it, without the minute that reading it takes. @param wide columns that are empty, beside these */
async function planOf(rows: number, wide: readonly string[] = []): Promise<string> {
  const id = randomUUIDv7();
  await askDatabase(
    server,
    `insert into import (organization_id, id, filename, kind, state, columns, total, started_by)
     select organization_id, $1, 'everybody.csv', 'csv', 'planned', $2::jsonb, $3, founder_id from organization_settings`,
    [
      id,
      JSON.stringify([
        ...columns,
        ...wide.map((target) => ({ header: target, target, status: 'recognised', suggestion: null })),
      ]),
      rows,
    ],
  );
  await askDatabase(
    server,
    `insert into import_row (organization_id, import_id, line, cells, outcome, email_canonical, username_canonical)
     select organization_id, id, n + 1, array['person.' || n || '@long.example'], 'create', 'person.' || n || '@long.example',
       'person.' || n from import, generate_series(1, total) as n where id = $1`,
    [id],
  );
  await askDatabase(server, 'analyze import_row');
  return id;
}

const scrollTo = (page: Page, part: number) =>
  page.evaluate(`{
    const grid = document.querySelector('[role=grid]');
    grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * ${part};
  }`);
const person = (page: Page, number: number) =>
  page.getByRole('gridcell', { name: `person.${number}@long.example` });

it('is scrolled, by bar, wheel and keys, to every row and to its end, and mended there', async () => {
  const id = await planOf(many);
  // A filter that nobody knows is none.
  const address = `/user-registration/bulk-invite/${id}?show=bogus`;
  const page = await openAs({ browser, server }, founder, address);
  await person(page, 1).waitFor();
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(many + 1));

  await scrollTo(page, 0.5);
  await page.getByText(/^Rows (?:199,99\d|200,00\d) to/).waitFor();
  await person(page, 200_003).waitFor();
  const middle = person(page, 200_003);
  const before = (await middle.boundingBox())?.y ?? 0;
  await middle.hover();
  await page.mouse.wheel(0, 84);
  await expect.poll(async () => (await middle.boundingBox())?.y).toBe(before - 84);

  await scrollTo(page, 1);
  await person(page, many).waitFor();
  await expect.poll(() => isInSight(page, many)).toBe(true);

  await person(page, many - 2).click();
  await page.keyboard.press('Control+Home');
  await expect.poll(() => isInSight(page, 1)).toBe(true);
  await page.keyboard.press('Control+End');
  await person(page, many).waitFor();
  await expect.poll(() => isInSight(page, many)).toBe(true);
  const last = page.getByRole('row').filter({ has: person(page, many) });
  expect(await last.getAttribute('aria-rowindex')).toBe(String(many + 1));

  await page.keyboard.press('Home');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.getByRole('gridcell', { name: `person.${many}@long.example1` }).waitFor();

  await page.keyboard.press('PageUp');
  await expect.poll(() => isInSight(page, many - 12)).toBe(true);
});

it('scrolled sideways it still tells whose cell one is in', async () => {
  const names = ['given_name', 'family_name', 'preferred_name', 'place_of_birth', 'title', 'department'];
  const id = await planOf(
    40,
    names.map((name) => `identity.${name}`),
  );
  const page = await openAs({ browser, server }, founder, `/user-registration/bulk-invite/${id}`);
  await person(page, 1).click();
  const row = page.getByRole('row').filter({ has: person(page, 1) });
  const line = row.getByRole('rowheader');
  const leftOf = async (cell: Locator) => (await cell.boundingBox())?.x ?? 0;
  const before = await leftOf(line);
  await page.keyboard.press('End');
  await expect.poll(() => leftOf(person(page, 1))).toBeLessThan(before);
  expect(await leftOf(line)).toBe(before);
  expect(await leftOf(page.getByRole('columnheader', { name: 'Line' }))).toBe(before);

  // What has the focus stands beside the line, not below it.
  for (let cell = 0; cell < names.length + 2; cell += 1) await page.keyboard.press('ArrowLeft');
  await expect
    .poll(async () => (await leftOf(page.locator('[role=gridcell]:focus'))) >= before + 84)
    .toBe(true);
});

/** Between the head of the grid and its end, and on the page. */
async function isInSight(page: Page, number: number): Promise<boolean> {
  const [cell, grid] = [person(page, number), page.getByRole('grid')];
  if ((await cell.count()) === 0) return false;
  const [box, around] = [await cell.boundingBox(), await grid.boundingBox()];
  if (!box || !around) return false;
  const end = Math.min(around.y + around.height, page.viewportSize()?.height ?? 0);
  return box.y >= around.y + 36 && box.y + box.height <= end;
}

it('at work its figures and latest rows move with its progress, for all the events that come', async () => {
  const id = await planOf(400);
  await askDatabase(
    server,
    `update import set state = 'applying', phase_total = total, phase_started_at = now(), counts = null where id = $1`,
    [id],
  );
  const page = await openAs({ browser, server }, founder, `/user-registration/bulk-invite/${id}`);
  await page.getByText('of 400').waitFor();
  const figure = page.locator('dl > div').filter({ hasText: 'People registered' }).locator('dd');
  const seen = new Set<string>();
  for (let line = 2; line < 100 && seen.size < 3; line += 1) {
    await askDatabase(
      server,
      `with done as (update import_row set outcome = 'done', act = 'create', at = now() where import_id = $1 and line = $2)
       update import set done = done + 1 where id = $1`,
      [id, line],
    );
    await page.waitForTimeout(100);
    seen.add(await figure.innerText());
  }
  expect(seen.size).toBe(3);
  await page.getByRole('heading', { name: 'Latest rows' }).waitFor();
});
