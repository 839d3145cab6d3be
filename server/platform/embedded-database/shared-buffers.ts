import os from 'node:os';

const megabyte = 1_048_576;

/**
 * A quarter of the memory there is, of the machine or of its container: what PostgreSQL's manual begins with (20.4.1).
 * At least its own default. No more than a gigabyte, with which 100,000 people are imported without a page being put
 * out and fetched again; a server beside it wants memory too. What isn't used takes none.
 * @param memory bytes
 */
export function sharedBuffers(memory: number = memoryOfMachine()): string {
  return `${Math.min(1024, Math.max(128, Math.floor(memory / 4 / megabyte)))}MB`;
}

/** A container without a limit says 0, or more than there is. */
function memoryOfMachine(): number {
  return Math.min(os.totalmem(), process.constrainedMemory() || Infinity);
}
