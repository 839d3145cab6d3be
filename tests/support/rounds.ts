/**
 * The numbers of a fault test's rounds: few with every run of the tests and with `npm run faults`, many with
 * `npm run test:faults`.
 */
export function rounds(small: number, full: number): number[] {
  return Array.from({ length: isFull ? full : small }, (_, index) => index + 1);
}

/** For what takes too long to be shown with every run. */
export const isFull = process.env['FOYER_FAULTS'] === 'full';

/** Milliseconds for a test whose rounds are many when all of them are asked for. */
export const longestTest = isFull ? 900_000 : 60_000;
