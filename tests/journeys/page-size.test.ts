import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { openAs } from '../support/open-as.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;

/** In bytes, gzipped: what must be loaded before one can sign in or join, on whatever phone. */
const mostScript = 180_000;

/** One file for each set of pages that share a module made 160: each is a request, and six are made at a time. */
const mostFiles = 30;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
});

it('signing in and joining are usable with at most 180 kB of JavaScript, all from here', async () => {
  const founder = await server.found('Alder Institute');
  const { link = '' } = await founder.call(registerPerson, {
    body: { account: { email: 'anna.rossi@alder.example' }, delivery: { channel: 'link' } },
  });
  for (const address of ['/sign-in', link]) {
    const { scripts, encodings } = await load(address);
    expect(scripts.size).toBeGreaterThan(1);
    expect(sum(scripts.values()), `of ${[...scripts.keys()].join(', ')}`).toBeLessThanOrEqual(mostScript);
    expect(encodings).toEqual(new Set(['br']));
  }
});

it('pages of the application come in few scripts, and none of these runs another page', async () => {
  const founder = await server.found('Birch Institute');
  for (const path of ['/', '/people', '/invitations', '/settings/look', '/security']) {
    const page = await openAs({ browser, server }, founder, `/o/${founder.slug}${path}`);
    await page.waitForLoadState('networkidle');
    const scripts = await page.evaluate<string[]>(
      `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))`,
    );
    expect(scripts.length, `of ${scripts.join(', ')}`).toBeLessThanOrEqual(mostFiles);
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts(), path).toHaveLength(1);
  }
});

it('who is here is asked beside the first texts, not after them', async () => {
  const founder = await server.found('Cedar Institute');
  const page = await openAs({ browser, server }, founder, '/help');
  const asked = page.waitForRequest(/\/api\/v1\/session$/);
  await page.route(/\/assets\/ui-/, async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
});

/** The scripts by their address with their sizes, until nothing more is asked for. `open` sees to the origin. */
async function load(address: string) {
  const page = await browser.open(server.origin);
  const scripts = new Map<string, number>();
  const encodings = new Set<string | undefined>();
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    encodings.add(response.headers()['content-encoding']);
    scripts.set(response.url(), 0);
  });
  await page.goto(address);
  await page.getByLabel('Password', { exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  for (const url of scripts.keys()) {
    const body = await (await fetch(url)).arrayBuffer();
    scripts.set(url, gzipSync(Buffer.from(body)).byteLength);
  }
  return { scripts, encodings };
}

function sum(sizes: Iterable<number>): number {
  return [...sizes].reduce((total, size) => total + size, 0);
}
