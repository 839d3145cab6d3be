import { useState } from 'react';
import { keptValue } from '../../kept-value.ts';

/** Whether something was put out of sight on this device; it outlives the page where storage is allowed. */
export function useHidden(key: string): [hidden: boolean, setHidden: (hidden: boolean) => void] {
  const kept = keptValue('device', key);
  const [hidden, setHidden] = useState(() => kept.read() === 'hidden');
  return [
    hidden,
    (next) => {
      setHidden(next);
      kept.write(next ? 'hidden' : null);
    },
  ];
}
