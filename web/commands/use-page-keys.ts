import { useEffect, useEffectEvent } from 'react';
import { letterKeys } from './letter-keys.ts';
import { pressedKey } from './pressed-key.ts';

/** Single keys of the page that is open: `{ n: () => … }`. */
export function usePageKeys(acts: Readonly<Record<string, () => void>>): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (!letterKeys.read()) return;
    const act = acts[pressedKey(event) ?? ''];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
