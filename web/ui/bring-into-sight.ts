/**
 * A ref for what came of a button that stands far from it, as the bar below a long list does: it is scrolled to when it
 * appears, no further than needed.
 */
export function bringIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
