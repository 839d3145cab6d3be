import { useState } from 'react';

/** Whether something was put out of sight on this device; it outlives the page where storage is allowed. */
export function useHidden(key: string): [hidden: boolean, setHidden: (hidden: boolean) => void] {
  const [hidden, setHidden] = useState(() => read(key));
  return [
    hidden,
    (next) => {
      setHidden(next);
      try {
        if (next) localStorage.setItem(key, 'hidden');
        else localStorage.removeItem(key);
      } catch {
        // storage is forbidden: it lasts as long as the page
      }
    },
  ];
}

function read(key: string): boolean {
  try {
    return localStorage.getItem(key) === 'hidden';
  } catch {
    return false;
  }
}
