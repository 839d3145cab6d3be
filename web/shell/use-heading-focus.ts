import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Milliseconds that a page may take to show its last heading. */
const patience = 10_000;

/** What a person does themselves: from then on the focus is theirs. */
const acts = ['keydown', 'pointerdown', 'wheel'];

/**
 * After a navigation the focus goes to the new page's heading, so that a reader says where one is. A panel that
 * opens beside a list keeps the page and its heading: the panel then takes the focus itself.
 */
export function useHeadingFocus(): void {
  const router = useRouter();
  useEffect(() => {
    let before: Element | null = null;
    let letGo = () => {};
    const stopRemembering = router.subscribe('onBeforeNavigate', () => {
      letGo();
      before = document.querySelector('h1');
    });
    const stopFocusing = router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
      letGo();
      if (fromLocation && fromLocation.pathname !== toLocation.pathname) letGo = holdFocus(before);
    });
    return () => {
      letGo();
      stopRemembering();
      stopFocusing();
    };
  }, [router]);
}

/**
 * A page that is slow to come has no heading yet, and what it shows when all is there may bring another one in the
 * first one's place, which drops the focus. Whatever else takes the focus keeps it. Answers how to stop.
 */
function holdFocus(before: Element | null): () => void {
  let holder = document.activeElement;
  const stop = new AbortController();
  const look = () => {
    const heading = document.querySelector<HTMLElement>('h1');
    const { activeElement } = document;
    if (activeElement !== holder && activeElement !== document.body) return stop.abort();
    if (!heading || heading === before || heading === activeElement) return;
    heading.focus();
    holder = heading;
  };
  const observer = new MutationObserver(look);
  const timer = setTimeout(() => stop.abort(), patience);
  stop.signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  for (const act of acts) {
    addEventListener(act, () => stop.abort(), { capture: true, passive: true, signal: stop.signal });
  }
  observer.observe(document.body, { childList: true, subtree: true });
  look();
  return () => stop.abort();
}
