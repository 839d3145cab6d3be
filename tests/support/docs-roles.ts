import fs from 'node:fs';
import pg from 'pg';

/** The statements of docs/operating.md that make the roles and the database, and the one that makes the backup role. */
export function docsRoles(): { readonly roles: string; readonly backup: string } {
  const text = fs.readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
  const [roles = '', backup = ''] = [...text.matchAll(/```sql\n(.*?)```/gs)].map(([, sql = '']) => sql);
  return { roles: withPasswords(roles), backup: withPasswords(backup) };
}

/** The example's passwords are left out there; here each role's is its name. */
function withPasswords(sql: string): string {
  return sql.replaceAll(/role (\w+) login password '…'/g, "role $1 login password '$1'");
}

/** One statement after the other: `create database` wants to be alone. @returns the rows of the last one */
export async function runAt(address: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of sql.split(/;\s*\n/).filter((text) => text.trim() !== '')) {
      ({ rows } = await client.query<Record<string, unknown>>(statement));
    }
    return rows;
  } finally {
    await client.end();
  }
}
