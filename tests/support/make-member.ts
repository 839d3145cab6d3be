import { randomUUIDv7 } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import type { Permission } from '../../contract/permissions.ts';
import { signIn } from '../../contract/sessions.ts';
import { askDatabase } from './ask-database.ts';
import type { TestFoyer, Visitor } from './test-foyer.ts';
import { goodPassword } from './test-foyer.ts';

export interface MemberOptions {
  readonly slug: string;
  readonly username: string;
  readonly permissions?: readonly Permission[];
  /** Without: an account alone, whose grants open nothing. */
  readonly identity?: 'validated' | 'none';
}

let knownHash: Promise<string> | undefined;

/**
 * A person as they will be once identities can be filled in: an active account, a validated identity with a code,
 * grants. Written from outside, because no door makes members yet (ruling 14). @returns signed in
 */
export async function makeMember(
  server: TestFoyer,
  { slug, username, permissions = [], identity = 'validated' }: MemberOptions,
): Promise<Visitor & { readonly accountId: string }> {
  const id = randomUUIDv7();
  const client = new pg.Client(server.database.superuser);
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; founder: string }>(
      `select id, founder_id as founder from organization join organization_settings on organization_id = id where slug = $1`,
      [slug],
    );
    const [organization] = rows;
    if (!organization) throw new Error(`no organization ${slug}`);
    const email = `${username}@${slug}.example`;
    await client.query(
      `insert into account (organization_id, id, email, email_canonical, username, username_canonical, language, state, activated_at)
       values ($1, $2, $3, $3, $4, $4, 'en', 'active', now())`,
      [organization.id, id, email, username],
    );
    knownHash ??= hash(goodPassword, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await client.query('insert into password (organization_id, account_id, hash) values ($1, $2, $3)', [
      organization.id,
      id,
      await knownHash,
    ]);
    if (identity === 'validated') {
      await client.query(
        `with code as (update personal_code_counter set next_code = next_code + 1 where organization_id = $1
           returning next_code - 1 as taken)
         insert into identity (organization_id, account_id, state, personal_code, display_name, validated_at, version_in_force)
         select $1, $2, 'validated', taken::text, initcap(replace($3, '.', ' ')), now(), 1 from code`,
        [organization.id, id, username],
      );
    }
    for (const permission of permissions) {
      const [application, name] = permission.split(':');
      await client.query(
        `insert into permission_grant (organization_id, id, account_id, application, permission, granted_by)
         values ($1, $2, $3, $4, $5, $6)`,
        [organization.id, randomUUIDv7(), id, application, name, organization.founder],
      );
    }
  } finally {
    await client.end();
  }
  const visitor = server.visitor();
  await visitor.call(signIn, { body: { organization: slug, login: username, password: goodPassword } });
  return { ...visitor, accountId: id };
}

/** A grant from outside, with dates that no door would take. */
export async function grantTo(
  server: TestFoyer,
  {
    accountId,
    permission,
    from = null,
    until = null,
  }: {
    readonly accountId: string;
    readonly permission: Permission;
    /** Intervals from now, as `-1 second`. */
    readonly from?: string | null;
    readonly until?: string | null;
  },
): Promise<string> {
  const id = randomUUIDv7();
  const [application, name] = permission.split(':');
  await askDatabase(
    server,
    `insert into permission_grant (organization_id, id, account_id, application, permission, granted_by, valid_from, valid_until)
     select a.organization_id, $1, a.id, $3, $4, founder_id, now() + $5::interval, now() + $6::interval
     from account a join organization_settings s on s.organization_id = a.organization_id where a.id = $2`,
    [id, accountId, application, name, from, until],
  );
  return id;
}
