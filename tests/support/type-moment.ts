import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The parts of such a field stand in the order of the language that the browser itself is in. */
const orders = [
  ['month', 'day', 'year', 'hour', 'minute', 'half'],
  ['day', 'month', 'year', 'hour', 'minute'],
  ['year', 'month', 'day', 'hour', 'minute'],
] as const;

/** By keys alone, into the field of a date and time that has the focus. @param moment in the morning: `2027-06-01T08:00` */
export async function typeMoment(page: Page, moment: string): Promise<void> {
  const [year = '', month = '', day = '', hour = '', minute = ''] = moment.split(/[-T:]/);
  const digits = { year, month, day, hour, minute, half: 'A' };
  for (const order of orders) {
    for (let part = 0; part < 6; part += 1) await page.keyboard.press('ArrowLeft');
    for (const part of order) {
      await page.keyboard.type(digits[part]);
      // A year may have more digits than four: it does not know by itself that it is over.
      if (part === 'year') await page.keyboard.press('ArrowRight');
    }
    if ((await typed(page)) === moment) return;
  }
  expect(await typed(page)).toBe(moment);
}

function typed(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.value');
}
