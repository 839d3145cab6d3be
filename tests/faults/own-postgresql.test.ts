import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../server/platform/migrate.ts';
import { docsRoles, runAt as run } from '../support/docs-roles.ts';
import { freePort } from '../support/free-port.ts';
import { findOwnPostgresql, type OwnPostgresql, startOwnPostgresql } from '../support/own-postgresql.ts';
import { startProgram } from '../support/start-program.ts';

const bin = findOwnPostgresql();
const organizationId = '01900000-0000-7000-8000-000000000001';

describe.runIf(bin !== undefined)(
  'on a PostgreSQL of one’s own, with the roles that docs/operating.md tells to make',
  () => {
    let server: OwnPostgresql;

    beforeAll(async () => {
      server = await startOwnPostgresql(bin ?? '');
      const { roles, backup } = docsRoles();
      await run(server.addressOf('postgres', 'postgres'), roles);
      await migrate({ connectionString: server.addressOf('foyer_owner', 'foyer') }, 'foyer_app');
      await run(server.addressOf('postgres', 'foyer'), backup);
      await run(server.addressOf('postgres', 'postgres'), 'create database empty owner foyer_owner');
      await run(
        server.addressOf('foyer_owner', 'foyer'),
        `insert into organization (id, slug) values ('${organizationId}', 'acme');
       insert into account (organization_id, id, email, email_canonical, username, username_canonical, language)
       values ('${organizationId}', '${organizationId}', 'anna@acme.example', 'anna@acme.example', 'anna', 'anna', 'en')`,
      );
    });
    afterAll(async () => {
      await server.stop();
    });

    test('the owner migrates without being a superuser, and again without harm', async () => {
      const owner = { connectionString: server.addressOf('foyer_owner', 'foyer') };
      await expect(migrate(owner, 'foyer_app')).resolves.toBeUndefined();
    });

    test('the runtime role owns nothing and can not get around row-level security', async () => {
      const [row] = await run(
        server.addressOf('foyer_app', 'foyer'),
        `select rolsuper, rolbypassrls,
              (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
         from pg_roles where rolname = current_user`,
      );
      expect(row).toEqual({ rolsuper: false, rolbypassrls: false, owned: 0 });
      await expect(
        run(server.addressOf('foyer_app', 'foyer'), 'create table public.mine (id int)'),
      ).rejects.toThrow(/permission denied/);
    });

    test('no row of an organization is seen before it is named', async () => {
      const runtime = server.addressOf('foyer_app', 'foyer');
      expect(await run(runtime, 'select username from account')).toEqual([]);
      const named = `begin;\nset local foyer.organization_id = '${organizationId}';\nselect username from account`;
      expect(await run(runtime, named)).toEqual([{ username: 'anna' }]);
    });

    test('every table that has an organization forces row-level security', async () => {
      const open = await run(
        server.addressOf('foyer_owner', 'foyer'),
        `select relname from pg_class join pg_attribute on attrelid = pg_class.oid
        where relkind in ('r', 'p') and attname = 'organization_id' and not attisdropped
          and relnamespace = 'public'::regnamespace and not (relrowsecurity and relforcerowsecurity)`,
      );
      expect(open).toEqual([]);
    });

    test('the program starts with both roles, and again with the runtime role alone', async () => {
      const settings = { DATABASE_URL: server.addressOf('foyer_app', 'foyer'), FOYER_SECRET: 's'.repeat(32) };
      for (const owner of [{ DATABASE_OWNER_URL: server.addressOf('foyer_owner', 'foyer') }, {}]) {
        const program = startProgram({ PORT: String(await freePort()), ...settings, ...owner });
        await program.untilReady();
        program.process.kill('SIGTERM');
        expect(await program.exit).toBe(0);
        expect(program.output().stderr).toBe('');
      }
    });

    test.each([
      ['a superuser', 'postgres', 'foyer'],
      ['the owner of the tables', 'foyer_owner', 'foyer'],
      ['a role that gets around row-level security', 'foyer_backup', 'foyer'],
      ['a database that nobody prepared', 'foyer_app', 'empty'],
    ])('the program refuses %s with one sentence', async (_, role, database) => {
      expect.hasAssertions();
      await refusalOf({ DATABASE_URL: server.addressOf(role, database) });
    });

    test('the program does not run as the owner either where the tables are still to be made', async () => {
      const owner = server.addressOf('foyer_owner', 'empty');
      expect(await refusalOf({ DATABASE_URL: owner, DATABASE_OWNER_URL: owner })).toMatch(/owns tables/);
      const tables = `select relname from pg_class where relnamespace = 'public'::regnamespace`;
      expect(await run(owner, tables)).toEqual([]);
    });

    test.each([
      ['a member of the owner, whom its policies let see everything', 'in role foyer_owner', /owns tables/],
      ['one that may become a role that steps over row-level security', 'in role foyer_backup', /step over/],
      ['another than the database was prepared for', '', /prepared for another role/],
    ])('the program does not run as %s', async (_, membership, why) => {
      const admin = server.addressOf('postgres', 'foyer');
      await run(admin, `create role foyer_other login password 'foyer_other' ${membership}`);
      await run(admin, 'grant connect on database foyer to foyer_other');
      const refusal = await refusalOf({
        DATABASE_URL: server.addressOf('foyer_other', 'foyer'),
        DATABASE_OWNER_URL: server.addressOf('foyer_owner', 'foyer'),
      });
      await run(admin, 'revoke connect on database foyer from foyer_other');
      await run(admin, 'drop role foyer_other');
      expect(refusal).toMatch(why);
    });

    test('the backup role dumps every row and may write none', async () => {
      const dump = spawnSync(server.program('pg_dump'), [server.addressOf('foyer_backup', 'foyer')], {
        encoding: 'utf8',
      });
      expect(dump.stderr).toBe('');
      expect(dump.stdout).toContain('anna@acme.example');
      await expect(run(server.addressOf('foyer_backup', 'foyer'), 'delete from account')).rejects.toThrow(
        /permission denied/,
      );
    });
  },
);

/** What it says before it ends. */
async function refusalOf(env: Readonly<Record<string, string>>): Promise<string> {
  const program = startProgram({ PORT: String(await freePort()), FOYER_SECRET: 's'.repeat(32), ...env });
  const late = setTimeout(() => program.process.kill('SIGKILL'), 15_000);
  expect(await program.exit).toBe(1);
  clearTimeout(late);
  const said = program.output().stderr.trim();
  expect(said).toMatch(/^[^\n]+\.$/);
  return said;
}
