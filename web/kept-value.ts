const storages = { device: 'localStorage', tab: 'sessionStorage' } as const;

export interface KeptValue {
  read(): string | null;
  /** Null forgets it. */
  write(value: string | null): void;
}

/** A small value that outlives the page, on this device or in this tab; where storage is forbidden, it does not. */
export function keptValue(where: keyof typeof storages, name: string): KeptValue {
  return {
    read() {
      try {
        return globalThis[storages[where]].getItem(name);
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        if (value === null) globalThis[storages[where]].removeItem(name);
        else globalThis[storages[where]].setItem(name, value);
      } catch {
        // forbidden: the value lasts as long as the page
      }
    },
  };
}
