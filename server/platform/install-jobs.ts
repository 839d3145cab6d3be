import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { queues } from './queues.ts';

/** As the owner: the schema of the job queue, its queues, and the runtime role's rights in it. */
export async function installJobs(owner: pg.PoolConfig, runtimeRole: string): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 2 });
  pool.on('error', () => {});
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => pool.query(text, values) },
    schedule: false,
    supervise: false,
    registerInstance: false,
  });
  boss.on('error', () => {});
  try {
    await boss.start();
    for (const { name, ...options } of queues) {
      await boss.createQueue(name, options);
      // One that was there keeps what it was made with.
      await boss.updateQueue(name, options);
    }
    const role = pg.escapeIdentifier(runtimeRole);
    await pool.query(
      `grant usage on schema pgboss to ${role};
       grant select, insert, update, delete on all tables in schema pgboss to ${role};
       grant usage on all sequences in schema pgboss to ${role};
       grant execute on all functions in schema pgboss to ${role}`,
    );
  } finally {
    await boss.stop({ graceful: false });
    await pool.end();
  }
}
