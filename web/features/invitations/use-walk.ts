import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { Invitation } from '../../../contract/invitations.ts';

/** ↑ and ↓ lead from one invitation's panel to the next one's in the list, unless a menu or dialog is open. */
export function useWalk(rows: readonly Invitation[] | undefined, chosen: string | undefined): void {
  const navigate = useNavigate();
  const walk = (step: 1 | -1) => (event: KeyboardEvent) => {
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.defaultPrevented || at.closest('[role="menu"], [role="radiogroup"]')) return;
    if (document.querySelector('[role="dialog"] form, [role="alertdialog"]')) return;
    const index = rows?.findIndex((row) => row.id === chosen) ?? -1;
    const next = index < 0 ? undefined : rows?.[index + step];
    if (next) void navigate({ to: '/invitations/$id', params: { id: next.id }, search: true, replace: true });
  };
  useHotkeys(
    chosen
      ? [
          ['ArrowDown', walk(1), { preventDefault: false }],
          ['ArrowUp', walk(-1), { preventDefault: false }],
        ]
      : [],
  );
}
