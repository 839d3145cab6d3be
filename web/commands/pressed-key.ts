import { openedLayer } from './opened-layer.ts';

/** Where letters are text, or choose from a list. */
const takesLetters =
  'input, textarea, select, [contenteditable], [role="combobox"], [role="listbox"], [role="menu"] *';
/** Over the page: its own keys count there. */
const layers = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/**
 * The single key of a shortcut, in lower case; undefined where it means something else: typed as text, pressed with
 * Ctrl, held down, or over a dialog. On keyboards without Latin letters the key's place counts.
 */
export function pressedKey(event: KeyboardEvent): string | undefined {
  if (event.defaultPrevented || event.isComposing || event.repeat) return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.target instanceof Element && event.target.matches(takesLetters)) return undefined;
  // A layer that was asked for may still be on its way.
  if (openedLayer.read() || document.querySelector(layers)) return undefined;
  const placed = /^Key([A-Z])$/.exec(event.code)?.[1];
  const latin = /^[ -~]$/.test(event.key) ? event.key : (placed ?? event.key);
  return latin.toLowerCase();
}
