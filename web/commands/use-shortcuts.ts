import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { navigation } from '../shell/navigation.ts';
import { may, useSession } from '../shell/session.ts';
import { letterKeys } from './letter-keys.ts';
import { openedLayer } from './opened-layer.ts';
import { pressedKey } from './pressed-key.ts';

/** So long after G a letter still names a page, in ms. */
const patience = 1500;

/** The keys of every page: Ctrl K, `/`, `?`, and G with the letter of a page. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  const session = useSession();
  const waits = useRef(0);

  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (isSearchKey(event)) {
      event.preventDefault();
      if (!document.querySelector('[role="dialog"]')) openedLayer.write('search');
      return;
    }
    const key = letterKeys.read() ? pressedKey(event) : undefined;
    const after = event.timeStamp - waits.current < patience;
    waits.current = key === 'g' ? event.timeStamp : 0;
    if (key === undefined) return;
    const page = after ? pages.find(({ letter }) => letter === key) : undefined;
    if (page && may(session, page.permission)) void navigate({ to: page.to });
    else if (key === '/') searchThePage();
    else if (key === '?') openedLayer.write('keys');
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

const pages = navigation.flatMap((group) => group.items);

function isSearchKey(event: KeyboardEvent): boolean {
  const ctrl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  return ctrl && event.key.toLowerCase() === 'k' && !event.isComposing;
}

/** The page's own search, or else the search of everything. */
function searchThePage(): void {
  const field = document.querySelector<HTMLInputElement>('#content input[type="search"]');
  if (field) field.focus();
  else openedLayer.write('search');
}
