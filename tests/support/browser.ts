import { createRequire } from 'node:module';
import fs from 'node:fs';
import { chromium } from 'playwright-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export interface Browser {
  /**
   * A page of its own for the test that runs, closed at its end, which fails when the page said anything on its
   * console, broke the Content-Security-Policy, threw, or asked another origin than `origin`. What is asked of
   * addresses that `mayFail` fits may fail.
   */
  open(origin: string, options?: BrowserContextOptions & { readonly mayFail?: RegExp }): Promise<Page>;
  /**
   * The same, without cookies and storage as well, but it may be a page that a test before had: its scripts are
   * compiled and its process runs, which is half of what a page costs. Not for a test of caches, of the history, or with
   * a clock of its own.
   */
  reopen(origin: string): Promise<Page>;
  stop(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages live for seconds: what is compiled for speed, on threads beside them, takes more than it gives. A seventh less.
  '--js-flags=--no-opt,--no-maglev,--max-lazy',
];

/** A real Chromium; once per test file. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('no Chromium on the PATH: see scripts/ensure-chromium.mjs');
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  const idle: Page[] = [];

  async function openPage(origin: string, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({
      baseURL: origin,
      viewport: desktop,
      // Fixed, whatever the machine speaks; and nothing is caught in the middle of a fade.
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(10_000);
    return context.newPage();
  }

  return {
    async open(origin, { mayFail, ...options } = {}) {
      const page = await openPage(origin, options);
      const troubles = watch(page, origin, mayFail);
      onTestFinished(async () => {
        await page.context().close();
        expect(troubles, 'troubles of the page').toEqual([]);
      });
      return page;
    },
    async reopen(origin) {
      const place = idle.findIndex((waiting) => waiting.url().startsWith(`${origin}/`));
      const page = idle.splice(place, place < 0 ? 0 : 1)[0] ?? (await openPage(origin, {}));
      const troubles = watch(page, origin);
      onTestFinished(async ({ task }) => {
        const isOver = page.isClosed() || task.result?.state === 'fail';
        if (!isOver && (await forget(page, origin))) idle.push(page);
        else await page.context().close();
        expect(troubles, 'troubles of the page').toEqual([]);
      });
      return page;
    },
    stop: () => browser.close(),
  };
}

/**
 * As new: nothing of the test before is on the page, in its storage, or listens to it.
 * @returns false where the server is gone, and the page can't stay at its address
 */
async function forget(page: Page, origin: string): Promise<boolean> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  page.removeAllListeners();
  await context.clearCookies();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  // Of the same origin, and nothing of the product: an empty page would be another process.
  const isThere = await page.goto(`${origin}/healthz`).then(Boolean, () => false);
  if (!isThere) return false;
  await page.evaluate('localStorage.clear(), sessionStorage.clear()');
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.setViewportSize(desktop);
  return true;
}

/** What goes wrong on a page without anybody seeing it. A refusal of the API is an answer, no trouble. */
function watch(page: Page, origin: string, mayFail?: RegExp): readonly string[] {
  const troubles: string[] = [];
  page.on('console', (message) => {
    // What is asked of a server that is gone fails too, and is no trouble.
    const refusedCall =
      message.text().startsWith('Failed to load resource') &&
      (/\/api\/|\/readyz$|\/favicon/.test(message.location().url) || mayFail?.test(message.location().url));
    if (!refusedCall && ['error', 'warning'].includes(message.type())) {
      troubles.push(`console ${message.type()}: ${message.text()} ${message.location().url}`);
    }
  });
  page.on('pageerror', (error) => troubles.push(`thrown: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && asked !== origin) troubles.push(`request to ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} from ${response.url()}`);
  });
  return troubles;
}

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** It would keep the markup of every element that it looks at, which nobody reads. */
const leaner = ';axe.configure({ noHtml: true })';
const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const colors = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

interface Violation {
  readonly rule: string;
  readonly help: string;
  readonly where: readonly string[];
}

/** WCAG 2.2 AA and axe's best practices, on the page as it stands now. About 0.2 s. */
export async function checkAxe(page: Page, state = page.url()): Promise<void> {
  expect(await violations(page, everything), `axe, ${state}`).toEqual([]);
}

/** The rules that another colour scheme can break; all others were asked in the first one. About 0.1 s. */
export async function checkColors(page: Page, state: string): Promise<void> {
  expect(await violations(page, colors), `axe, ${state}`).toEqual([]);
}

async function violations(page: Page, runOnly: object): Promise<Violation[]> {
  // Half a megabyte: once for each page that is loaded.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe + leaner);
  // In the frame of a mail no script runs: axe would wait half a second for an answer from there.
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'], iframes: false });
  return page.evaluate<Violation[]>(`
    axe.run(document, ${options}).then(({ violations }) =>
      violations.map(({ id, help, nodes }) => ({
        rule: id,
        help,
        where: nodes.map((node) => node.target.join(' ') + ': ' + node.any.map((any) => any.message).join('; ')),
      })))`);
}
