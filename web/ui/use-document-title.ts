import { useEffect } from 'react';

/** Names the window after the page; the organization follows, as set by the shell. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    const place = document.documentElement.dataset['place'];
    document.title = place ? `${title} · ${place}` : title;
  }, [title]);
}
