import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Milliseconds that a page may take to show its heading. */
const patience = 10_000;

/**
 * After a navigation the focus goes to the new page's heading, so that a reader says where one is. A panel that
 * opens beside a list keeps the page and its heading: the panel then takes the focus itself.
 */
export function useHeadingFocus(): void {
  const router = useRouter();
  useEffect(() => {
    let before: Element | null = null;
    let stopWaiting = () => {};
    const stopRemembering = router.subscribe('onBeforeNavigate', () => {
      stopWaiting();
      before = document.querySelector('h1');
    });
    const stopFocusing = router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
      stopWaiting();
      if (!fromLocation || fromLocation.pathname === toLocation.pathname) return;
      if (!focusHeading(before)) stopWaiting = focusLater(before);
    });
    return () => {
      stopWaiting();
      stopRemembering();
      stopFocusing();
    };
  }, [router]);
}

function focusHeading(before: Element | null): boolean {
  const heading = document.querySelector<HTMLElement>('h1');
  if (!heading || heading === before) return false;
  heading.focus();
  return true;
}

/** A page that is slow to come has no heading yet. Whoever took the focus meanwhile keeps it. */
function focusLater(before: Element | null): () => void {
  const observer = new MutationObserver(() => {
    if (document.activeElement !== document.body || focusHeading(before)) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(() => observer.disconnect(), patience);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
