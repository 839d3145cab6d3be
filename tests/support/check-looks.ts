import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { checkAxe, checkColors, desktop, phone } from './browser.ts';

/**
 * One state of a page in light and dark, on a desktop and a phone: axe, and nothing to scroll sideways. Leaves the
 * page light and as wide as it was. About a second.
 */
export async function checkLooks(page: Page, state: string): Promise<void> {
  const before = page.viewportSize() ?? desktop;
  await page.setViewportSize(desktop);
  await checkFits(page, `${state}, ${desktop.width} px`);
  await checkAxe(page, `${state}, ${desktop.width} px`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await checkColors(page, `${state}, dark, ${desktop.width} px`);
  await page.setViewportSize(phone);
  await checkFits(page, `${state}, ${phone.width} px`);
  await checkColors(page, `${state}, dark, ${phone.width} px`);
  await page.emulateMedia({ colorScheme: 'light' });
  await checkAxe(page, `${state}, ${phone.width} px`);
  await page.setViewportSize(before);
}

/**
 * Nothing is wider than the window, once what a new width moves (menus, panels) has found its place; and no button
 * cuts off its words.
 */
export async function checkFits(page: Page, state: string): Promise<void> {
  await expect
    .poll(() => page.evaluate<number>(overflow), {
      message: `width of ${state}: px too wide`,
      timeout: 3_000,
    })
    .toBeLessThanOrEqual(0);
  await expect
    .poll(() => page.evaluate<string[]>(cutWords), { message: `words of ${state} that are cut off` })
    .toEqual([]);
}

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const cutWords = `[...document.querySelectorAll('.mantine-Button-root')]
  .filter((button) => button.scrollWidth > button.clientWidth + 1
    || [...button.querySelectorAll('.mantine-Button-label')].some((label) => label.scrollWidth > label.clientWidth + 1))
  .map((button) => button.textContent)`;
