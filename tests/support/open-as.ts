import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Browser } from './browser.ts';
import type { TestFoyer, Visitor } from './test-foyer.ts';

/** A page of the application in front of someone who is signed in already, at `path`. */
export async function openAs(
  { browser, server }: { readonly browser: Browser; readonly server: Pick<TestFoyer, 'origin'> },
  visitor: Visitor,
  path: string,
  options?: BrowserContextOptions & { readonly mayFail?: RegExp },
): Promise<Page> {
  const page = await (options ? browser.open(server.origin, options) : browser.reopen(server.origin));
  const [name = '', value = ''] = visitor.cookie().split('=', 2);
  await page.context().addCookies([{ name, value, url: server.origin }]);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}
