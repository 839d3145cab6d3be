import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

// P19: the second wall, seen in the catalog and tried as the real roles.

let server: TestFoyer;
const ids: Record<'alder' | 'zebra', string> = { alder: '', zebra: '' };
beforeAll(async () => {
  server = await startTestFoyer();
  for (const name of ['Alder', 'Zebra'] as const) {
    const founder = await server.found(name);
    await founder.call(
      registerPerson,
      {
        body: {
          account: { email: `anna@${name.toLowerCase()}.example` },
          grants: [{ application: 'permissions', permission: 'access' }],
          delivery: { channel: 'email' },
        },
        // Keeps an answer too, so that no table of a tenant is empty but those that no act fills yet.
      },
      { idempotencyKey: 'once' },
    );
    const [row] = await askDatabase<{ id: string }>(server, 'select id from organization where slug = $1', [
      name.toLowerCase(),
    ]);
    ids[name.toLowerCase() as 'alder' | 'zebra'] = row?.id ?? '';
  }
});
afterAll(() => server.stop());

async function as(
  config: pg.PoolConfig,
  organization: string | undefined,
  sql: string,
): Promise<pg.QueryResult> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query('begin');
    if (organization)
      await client.query(`select set_config('foyer.organization_id', $1, true)`, [organization]);
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function tenantTables(): Promise<string[]> {
  const rows = await askDatabase<{ name: string }>(
    server,
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'organization_id'
       and not a.attisdropped order by 1`,
  );
  return rows.map((row) => row.name);
}

describe('the catalog', () => {
  it('forces row-level security on every table that has an organization', async () => {
    const unprotected = await askDatabase(
      server,
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'organization_id'
         and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    expect(unprotected).toEqual([]);
    expect((await tenantTables()).length).toBeGreaterThan(10);
  });

  it('gives each of them one policy for the program, by its organization, for reading and writing', async () => {
    const policies = await askDatabase<{ tables: number; using: string; check: string; command: string }>(
      server,
      `select count(*)::int as tables, qual as using, with_check as check, cmd as command from pg_policies
       where $1 = any(roles) group by 2, 3, 4`,
      [server.database.runtime.user],
    );
    const own = '(organization_id = current_organization())';
    expect(policies).toEqual([
      { tables: (await tenantTables()).length, using: own, check: own, command: 'ALL' },
    ]);
  });

  it('has a tenant in every table but those that are read before one is known', async () => {
    const rows = await askDatabase<{ relname: string }>(
      server,
      `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and relname not like 'kysely%' and not exists
           (select from pg_attribute where attrelid = c.oid and attname = 'organization_id') order by 1`,
    );
    expect(rows.map((row) => row.relname)).toEqual(['founding', 'organization', 'rate_limit']);
  });

  it('leads every key of a tenant’s table with the organization', async () => {
    const others = await askDatabase(
      server,
      `select c.relname, i.indexrelid::regclass::text as index from pg_index i join pg_class c on c.oid = i.indrelid
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
       where c.relnamespace = 'public'::regnamespace and i.indkey[0] <> a.attnum`,
    );
    expect(others).toEqual([]);
  });

  it('runs no view with its owner’s rights', async () => {
    const views = await askDatabase(
      server,
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
         and not coalesce(reloptions @> '{security_invoker=true}', false)`,
    );
    expect(views).toEqual([]);
  });

  it('lets the program own nothing and step over nothing', async () => {
    const [role] = await askDatabase(
      server,
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         (select count(*)::int from pg_class where relowner = r.oid) as tables,
         (select count(*)::int from pg_proc where proowner = r.oid) as functions,
         (select count(*)::int from pg_auth_members where member = r.oid) as memberships,
         has_schema_privilege(rolname, 'public', 'create') as creates
       from pg_roles r where rolname = $1`,
      [server.database.runtime.user],
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      tables: 0,
      functions: 0,
      memberships: 0,
      creates: false,
    });
  });

  it('is what the types of the program say', () => {
    const { owner } = server.database;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-schema-'));
    const fresh = path.join(folder, 'schema.ts');
    const url = `postgres://${owner.user}@localhost/${owner.database}?host=${owner.host}&port=${owner.port ?? 5432}`;
    const made = spawnSync(process.execPath, ['scripts/generate-database-schema.mjs', fresh], {
      env: {
        PATH: `node_modules/.bin:${path.dirname(process.execPath)}:/usr/bin:/bin`,
        DATABASE_OWNER_URL: url,
      },
      encoding: 'utf8',
    });
    expect(made.status).toBe(0);
    // As it is written, not as it is formatted.
    const lines = (file: string) =>
      fs
        .readFileSync(file, 'utf8')
        .split(/[\s|;'"]+/)
        .filter(Boolean);
    expect(lines('server/platform/database-schema.ts')).toEqual(lines(fresh));
    fs.rmSync(folder, { recursive: true });
  });
});

describe('as the program’s role', () => {
  it('shows no row of any tenant where no organization is set', async () => {
    for (const table of await tenantTables()) {
      const { rowCount } = await as(server.database.runtime, undefined, `select 1 from ${table}`);
      expect(rowCount, table).toBe(0);
    }
  });

  it('shows the rows of one organization only, and there are others', async () => {
    const filled = [];
    for (const table of await tenantTables()) {
      const { rows } = await as(
        server.database.runtime,
        ids.alder,
        `select distinct organization_id as id from ${table}`,
      );
      const [all] = await askDatabase<{ n: number }>(
        server,
        `select count(distinct organization_id)::int as n from ${table}`,
      );
      if (all?.n === 2) filled.push(table);
      expect(rows, table).toEqual(all?.n ? [{ id: ids.alder }] : []);
    }
    expect(filled).toEqual(
      expect.arrayContaining([
        'account',
        'activity',
        'invitation',
        'mail',
        'password',
        'permission_grant',
        'session',
        'idempotent_answer',
      ]),
    );
  });

  it('changes, moves and adds nothing of another organization', async () => {
    const { runtime } = server.database;
    const changed = await as(
      runtime,
      ids.alder,
      `update account set username = 'taken.over' where organization_id = '${ids.zebra}'`,
    );
    expect(changed.rowCount).toBe(0);
    await expect(
      as(runtime, ids.alder, `update account set organization_id = '${ids.zebra}'`),
    ).rejects.toThrow('row-level security');
    await expect(
      as(
        runtime,
        ids.alder,
        `insert into activity (organization_id, id, action) values ('${ids.zebra}', gen_random_uuid(), 'a.b')`,
      ),
    ).rejects.toThrow('row-level security');
  });

  it('can neither change nor delete what was done', async () => {
    for (const sql of [
      `update activity set action = 'a.b'`,
      'delete from activity',
      'truncate activity',
      'delete from activity_detail',
      `update activity_detail set after = '{}'`,
    ]) {
      await expect(as(server.database.runtime, ids.alder, sql), sql).rejects.toThrow('permission denied');
    }
  });

  it('deletes no account, password, session, grant, invitation or mail', async () => {
    for (const table of [
      'account',
      'password',
      'session',
      'permission_grant',
      'invitation',
      'invitation_event',
      'mail',
      'organization',
      'founding',
    ]) {
      await expect(as(server.database.runtime, ids.alder, `delete from ${table}`), table).rejects.toThrow(
        'permission denied',
      );
    }
  });
});

it('shows the owner’s migrations every row, so that a backfill changes something (ruling 2)', async () => {
  const { rows } = await as(
    server.database.owner,
    undefined,
    'update account set language = language returning organization_id',
  );
  expect(new Set(rows.map((row: { organization_id: string }) => row.organization_id)).size).toBe(2);
});
