import { collectGarbage } from './collect-garbage.ts';

/**
 * Gives back at once what only the start needed, sources and compiled code of it among it: a server that rests makes too
 * little garbage for the engine to begin by itself. A tenth of a second in which nothing else is done, once.
 */
export function forgetTheStart(): void {
  collectGarbage('last-resort');
}
