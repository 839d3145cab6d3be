import pg from 'pg';

const attempts = 4;
// deadlock_detected and serialization_failure: the transaction was undone whole, so it may be run again.
const transient = ['40P01', '40001'];

/** Runs a transaction again when PostgreSQL chose it as the victim of a deadlock, so that no caller sees one (F4). */
export async function retryDeadlocks<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === attempts || !(error instanceof pg.DatabaseError)) throw error;
      if (!transient.includes(error.code ?? '')) throw error;
    }
  }
}
