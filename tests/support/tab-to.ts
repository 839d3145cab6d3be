import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The name of what has the focus: a field's, else what a reader says. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const { activeElement: it } = document;
    if (it === document.body) return 'body';
    return it.name || it.getAttribute('aria-label') || it.labels?.[0]?.textContent || it.textContent || it.tagName;
  })()`);
}

/** By Tab alone, to what begins with this name; each stop on the way shows its focus. */
export async function tabTo(page: Page, name: string, most = 25): Promise<void> {
  const passed: string[] = [];
  do {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    passed.push(stop);
    const shown = await page.evaluate<boolean>(`(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return document.activeElement === document.body || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
    })()`);
    expect(shown, `focus on ${stop} is seen`).toBe(true);
    if (stop.startsWith(name)) return;
  } while (passed.length < most);
  throw new Error(`${name} is not reached by Tab: ${passed.join(' · ')}`);
}
