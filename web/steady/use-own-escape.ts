import { useEffect, useEffectEvent } from 'react';

/**
 * Escape is this dialog's alone while it is open: the dialog below stays, with what was typed in it. Mantine listens
 * on the window for each open dialog; whoever was there first hears first, so this must be used from the start of
 * the page.
 */
export function useOwnEscape(opened: boolean, onEscape: () => void): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (!opened || event.key !== 'Escape' || event.isComposing) return;
    event.stopImmediatePropagation();
    onEscape();
  });
  useEffect(() => {
    const stop = new AbortController();
    addEventListener('keydown', (event) => hear(event), { capture: true, signal: stop.signal });
    return () => stop.abort();
  }, []);
}
