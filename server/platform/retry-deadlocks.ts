import pg from 'pg';

/** A race was lost that nobody need know of: the transaction is undone and run once more from its start. */
export class RunAgain extends Error {
  override readonly name = 'RunAgain';
}

const attempts = 6;
// deadlock_detected and serialization_failure: the transaction was undone whole, so it may be run again.
const transient = ['40P01', '40001'];

/** Runs a transaction again when PostgreSQL chose it as the victim of a deadlock, so that no caller sees one (F4). */
export async function retryDeadlocks<T>(transaction: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(attempt);
    } catch (error) {
      const again =
        error instanceof RunAgain ||
        (error instanceof pg.DatabaseError && transient.includes(error.code ?? ''));
      if (!again || attempt === attempts) throw error;
    }
  }
}
