import type { Client } from 'pg';

export const DATABASE = 'foyer';
export const OWNER = 'foyer_owner';
export const RUNTIME = 'foyer_app';

/** Any number; the same in every program that prepares the roles of one server. */
const PREPARING = 3_405_691_582;

/**
 * Makes the database and its two roles, at every start: what is there already stays, rights that were added are
 * taken back. The owner migrates and is bound by row-level security too; the runtime role owns nothing.
 */
export async function prepareRoles(superuser: Client): Promise<void> {
  await superuser.query('select pg_advisory_lock($1)', [PREPARING]);
  try {
    for (const role of [OWNER, RUNTIME]) await prepareRole(superuser, role);
    const { rowCount } = await superuser.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await superuser.query(`create database ${DATABASE} owner ${OWNER}`);
    await superuser.query(`
      revoke all on database ${DATABASE} from public;
      grant connect, temporary on database ${DATABASE} to ${RUNTIME};
      revoke connect on database postgres from public;
    `);
  } finally {
    await superuser.query('select pg_advisory_unlock($1)', [PREPARING]);
  }
}

async function prepareRole(superuser: Client, role: string): Promise<void> {
  const { rowCount } = await superuser.query('select 1 from pg_roles where rolname = $1', [role]);
  await superuser.query(
    `${rowCount === 0 ? 'create' : 'alter'} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication`,
  );
}
