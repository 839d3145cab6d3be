import { useEffect, useState } from 'react';

/** Pause before anything says "loading", in ms: what is faster needs no skeleton. */
const patience = 300;

/** True once something has been waited for longer than one notices. */
export function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting]);
  return waiting && late;
}
