import { useEffect, useRef } from 'react';
import type { Import } from '../../../contract/import-schemas.ts';

/** Until a dialog that closes has given its focus back. */
const settled = 150;

/**
 * An import becomes another page by itself, and what had the focus may be gone with the old one: then the new heading
 * has it, so that a reader says where one is.
 */
export function useHeadingOfState({ state }: Pick<Import, 'state'>): void {
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) document.querySelector('h1')?.focus();
    }, settled);
    return () => clearTimeout(timer);
  }, [state]);
}
