import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { schemaState } from '../migrate.ts';
import type { StopNotice } from './announce-stop.ts';

/** `/healthz` answers while the process lives, `/readyz` while it can serve and does not leave. */
export function health(app: FastifyInstance, db: Db, stopNotice: StopNotice): void {
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_, reply) => {
    const ready = !stopNotice.given && (await isReady(db));
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not_ready' });
  });
}

async function isReady(db: Db): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return (await schemaState(db)) === 'current';
  } catch {
    return false;
  }
}
