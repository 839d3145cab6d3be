import { keptValue } from '../kept-value.ts';
import { createSharedValue } from '../shared-value.ts';

const kept = keptValue('device', 'foyer-letter-keys');
const on = createSharedValue(kept.read() !== 'off');

/** Whether single letters are shortcuts: who speaks to their machine, or hits keys by mistake, switches them off. */
export const letterKeys = {
  ...on,
  write(value: boolean) {
    kept.write(value ? null : 'off');
    on.write(value);
  },
};
