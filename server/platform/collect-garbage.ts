import v8 from 'node:v8';
import vm from 'node:vm';

type Collect = (how: { type: 'major'; execution: 'sync'; flavor: 'regular' | 'last-resort' }) => void;

/** What of the heap was alive when it was last collected here, in bytes. */
let alive = 0;

/** Gives back what nobody uses any more; nothing else is done meanwhile. @param flavor `last-resort`: whatever it takes */
export function collectGarbage(flavor: 'regular' | 'last-resort'): void {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as Collect;
  v8.setFlagsFromString('--no-expose-gc');
  collect({ type: 'major', execution: 'sync', flavor });
  alive = v8.getHeapStatistics().used_heap_size;
}

/**
 * The same after a piece of heavy work, once so much of the heap has come to be used since: the engine by itself lets
 * garbage grow to a multiple of what is alive.
 */
export function collectGarbageBeyond(bytes: number): void {
  if (v8.getHeapStatistics().used_heap_size > alive + bytes) collectGarbage('regular');
}
