import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** After a navigation the focus goes to the new page's heading, so that a reader says where one is. */
export function useHeadingFocus(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
        if (!fromLocation || fromLocation.pathname === toLocation.pathname) return;
        document.querySelector<HTMLElement>('h1')?.focus();
      }),
    [router],
  );
}
