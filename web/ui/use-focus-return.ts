import { useRef } from 'react';
import { rememberFocus } from './remember-focus.ts';

/** `remember()` before a dialog opens from a menu or a row, `giveBack()` when it closes. */
export function useFocusReturn() {
  const back = useRef<() => void>(undefined);
  return {
    remember: () => {
      back.current = rememberFocus();
    },
    giveBack: () => back.current?.(),
  };
}
