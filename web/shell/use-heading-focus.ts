import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * After a navigation the focus goes to the new page's heading, so that a reader says where one is. A panel that
 * opens beside a list keeps the page and its heading: the panel then takes the focus itself.
 */
export function useHeadingFocus(): void {
  const router = useRouter();
  useEffect(() => {
    let before: Element | null = null;
    const stopRemembering = router.subscribe('onBeforeNavigate', () => {
      before = document.querySelector('h1');
    });
    const stopFocusing = router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
      const heading = document.querySelector<HTMLElement>('h1');
      if (!fromLocation || fromLocation.pathname === toLocation.pathname || heading === before) return;
      heading?.focus();
    });
    return () => {
      stopRemembering();
      stopFocusing();
    };
  }, [router]);
}
