import { useSyncExternalStore } from 'react';

export interface SharedValue<T> {
  read(): T;
  write(value: T): void;
  /** For parts that draw it. */
  use(): T;
}

/** A value of the whole page that parts far from each other read and write: what is open, what is switched on. */
export function createSharedValue<T>(start: T): SharedValue<T> {
  const listeners = new Set<() => void>();
  let current = start;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    read: () => current,
    write(value) {
      current = value;
      listeners.forEach((listener) => listener());
    },
    use: () => useSyncExternalStore(subscribe, () => current),
  };
}
