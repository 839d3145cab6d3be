import type { Look } from '../../contract/look.ts';
import { createSharedValue } from '../shared-value.ts';

/** The address of the organization's logo; null shows the product's sign. */
export const shownLogo = createSharedValue<string | null>(null);

/** Draws every page in the organization's accent, and with its logo. The theme's own shades are what it replaces. */
export function showLook({ accent, logo }: Look): void {
  const { style } = document.documentElement;
  for (let shade = 0; shade < 10; shade += 1) {
    style.setProperty(`--mantine-color-plum-${shade}`, accent?.shades[shade] ?? null);
  }
  style.setProperty('--foyer-dark-wash', accent?.darkWash ?? null);
  if (shownLogo.read() !== logo) shownLogo.write(logo);
}
