import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { registerPerson } from '../contract/registration.ts';
import { findChromium } from '../scripts/find-chromium.mjs';
import type { Figure } from './figure.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';

/** The JavaScript that a real browser loads before one can sign in or join, gzipped; and whom else it asks. */
export async function pageScripts(): Promise<Figure> {
  const foyer = await startFoyer(makeDataFolder());
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox'],
  });
  try {
    const { call } = await found(foyer);
    const { link = '' } = await call(registerPerson, {
      body: { account: { email: 'anna@bench.example' }, delivery: { channel: 'link' } },
    });
    const signIn = await look(browser, `${foyer.origin}/sign-in`);
    const join = await look(browser, link);
    const elsewhere = [...signIn.elsewhere, ...join.elsewhere];
    return {
      promise:
        'JavaScript before sign-in and join are usable: at most 180 kB gzip; no request leaves the origin',
      holds: Math.max(signIn.kb, join.kb) <= 180 && elsewhere.length === 0,
      measured: { signInKb: signIn.kb, joinKb: join.kb, requestsElsewhere: elsewhere },
    };
  } finally {
    await browser.close();
    await foyer.stop();
  }
}

async function look(browser: Browser, address: string): Promise<{ kb: number; elsewhere: string[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  const scripts: Promise<Buffer>[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto(address);
  await page.getByLabel('Password', { exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = (await Promise.all(scripts)).map((script) => gzipSync(script).byteLength);
  await context.close();
  const { origin } = new URL(address);
  return {
    kb: Math.round(sizes.reduce((sum, size) => sum + size, 0) / 100) / 10,
    elsewhere: asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:')),
  };
}
