import { useEffect, useEffectEvent, useState } from 'react';
import { usePageKeys } from '../../commands/use-page-keys.ts';

interface ReviewKeys {
  /** How many fields there are. */
  readonly count: number;
  readonly onAccept: (at: number) => void;
  readonly onReturn: (at: number) => void;
  readonly onFinish: () => void;
}

export const rowId = (at: number) => `review-field-${at}`;

/**
 * A accepts, R returns, J and K walk, Ctrl Enter finishes, from inside a reason too (ui.md, 6).
 * @returns the field that the keys are about, and how another one becomes it
 */
export function useReviewKeys({ count, onAccept, onReturn, onFinish }: ReviewKeys) {
  const [current, setCurrent] = useState(0);
  const walk = (to: number) => {
    const at = Math.max(0, Math.min(count - 1, to));
    setCurrent(at);
    document.getElementById(rowId(at))?.focus();
  };
  usePageKeys({
    a: () => {
      onAccept(current);
      walk(current + 1);
    },
    r: () => onReturn(current),
    j: () => walk(current + 1),
    k: () => walk(current - 1),
  });
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    if (document.querySelector('[role="dialog"]')) return;
    event.preventDefault();
    onFinish();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return { current, setCurrent, walk };
}
