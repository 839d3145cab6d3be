import { useEffect, useEffectEvent, useState } from 'react';
import { usePageKeys } from '../../commands/use-page-keys.ts';

interface ReviewKeys {
  /** How many fields there are. */
  readonly count: number;
  readonly onAccept: (at: number) => void;
  readonly onReturn: (at: number) => void;
  readonly onFinish: () => void;
}

const rowPrefix = 'review-field-';
export const rowId = (at: number) => rowPrefix + String(at);

/**
 * A accepts, R returns, J and K walk, Ctrl Enter finishes, from inside a reason too (ui.md, 6).
 * @returns the field that the keys are about, and the way to another one
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
    // Whatever is used in a row makes it the one that the keys are about.
    const follow = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest(`[id^="${rowPrefix}"]`) : null;
      if (row) setCurrent(Number(row.id.slice(rowPrefix.length)));
    };
    addEventListener('keydown', listen);
    addEventListener('focusin', follow);
    return () => {
      removeEventListener('keydown', listen);
      removeEventListener('focusin', follow);
    };
  }, []);
  return { current, walk };
}
