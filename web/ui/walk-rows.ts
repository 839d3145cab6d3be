import type { KeyboardEvent } from 'react';

/**
 * ↑ and ↓ in a table: from a row's link, or its checkbox, to the same of the row above or below. Other controls keep
 * their keys.
 */
export function walkRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  const direction = step[event.key as keyof typeof step];
  const from = event.target;
  if (!direction || !(from instanceof HTMLElement) || !from.matches(stops)) return;
  const column = from.closest('td')?.cellIndex ?? 0;
  const row = from.closest('tr')?.[direction];
  const next = row?.children[column]?.querySelector<HTMLElement>(stops);
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

const stops = 'a[href], input[type="checkbox"]';
