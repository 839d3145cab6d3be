import fs from 'node:fs';
import { hash } from '@node-rs/argon2';
import { sql } from 'kysely';
import { createClient } from '../contract/client.ts';
import { foundOrganization } from '../contract/organizations.ts';
import { registerPerson } from '../contract/registration.ts';
import type { BodyOf } from '../contract/define-route.ts';
import type { Foyer } from '../server/assemble.ts';
import { firstSetupToken } from '../server/features/organizations/founding.ts';
import { runRefresh } from '../server/features/search/refresh-job.ts';
import { withOrganization } from '../server/platform/database.ts';
import type { Tx } from '../server/platform/database.ts';
import { createStandBack } from '../server/platform/stand-back.ts';
import { imaginePeople } from './imagine-people.ts';

/** Known to everybody who reads this: the demo listens on this machine only. */
export const demoPassword = 'walnut river candle tuesday';
export const founderEmail = 'ada@linden.example';
const organization = { name: 'Linden House', slug: 'linden-house' };
const scripts = ['move-in.sql', 'identities.sql'].map((name) =>
  fs.readFileSync(new URL(name, import.meta.url), 'utf8'),
);

type Call = ReturnType<typeof createClient>;

/** Founds an organization and fills it: a founder, so many people in every state, and some who are invited today. */
export async function buildHouse(foyer: Foyer, origin: string, people: number): Promise<void> {
  const call = callerOf(foyer, origin);
  const token = await firstSetupToken(foyer.database.db, foyer.links);
  if (token === undefined) throw new Error('the demo wants a house of its own');
  const founder = { email: founderEmail, username: 'ada', password: demoPassword };
  await call(foundOrganization, { body: { token, organization, founder } });
  await withOrganization(foyer.database.db, await organizationId(foyer), async (tx) => {
    await settle(tx);
    await fill(tx, people, foyer.links.keyId);
  });
  await runRefresh({ db: foyer.database.db, standBack: createStandBack() }, await organizationId(foyer));
  // The latest come through the door: their mails are waiting in the queue when the demo opens.
  for (const body of latest()) await call(registerPerson, { body });
}

/** As a browser on this machine would ask, without a socket. */
function callerOf({ app }: Foyer, origin: string): Call {
  let cookie = '';
  return createClient(origin, async (input, init) => {
    const { pathname, search, host } = new URL(input as string);
    const answer = await app.inject({
      method: (init?.method ?? 'GET') as 'POST',
      url: pathname + search,
      headers: { ...(init?.headers as Record<string, string>), host, origin, cookie },
      payload: init?.body as string,
    });
    cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`)[0] ?? cookie;
    return new Response(answer.body, { status: answer.statusCode });
  });
}

async function organizationId({ database }: Foyer): Promise<string> {
  return (await database.db.selectFrom('organization').select('id').executeTakeFirstOrThrow()).id;
}

/** The founder's identity, as at a first sign-in, and half a year of history before today. */
async function settle(tx: Tx): Promise<void> {
  await sql`
    with code as (update personal_code_counter set next_code = next_code + 1 returning next_code - 1 as taken)
    insert into identity (organization_id, account_id, state, personal_code, display_name, validated_at, version_in_force)
    select current_organization(), founder_id, 'validated', taken::text, 'Ada Lindqvist', now() - interval '201 days', 1
    from organization_settings, code`.execute(tx);
  await sql`
    insert into identity_version (organization_id, account_id, version, state, form_version, fields, saved_at, saved_by, submitted_at, decided_at)
    select current_organization(), founder_id, 1, 'validated', 1,
      '{"given_name": "Ada", "family_name": "Lindqvist", "title": "Director", "department": "Direction"}',
      now() - interval '201 days', founder_id, now() - interval '201 days', now() - interval '201 days'
    from organization_settings`.execute(tx);
  await sql`update account set created_at = now() - interval '201 days', activated_at = now() - interval '201 days'`.execute(
    tx,
  );
  await sql`update organization_settings set created_at = now() - interval '201 days'`.execute(tx);
}

async function fill(tx: Tx, count: number, keyId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select founder_id as id from organization_settings`.execute(tx);
  const people = imaginePeople(count, rows[0]?.id ?? '');
  const passwordHash = await hash(demoPassword, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  await sql`
    create temporary table demo_password on commit drop as
    select ${passwordHash}::text as hash, ${keyId}::text as key_id`.execute(tx);
  await sql`
    create temporary table moving_in on commit drop as
    select id, name, given, family, email, username, language, population, fate, identity, place,
      "invitedAt" as invited_at, "changedAt" as changed_at, "invitedBy" as invited_by
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p (
      id uuid, name text, given text, family text, email text, username text, language text, population text, fate text, identity text,
      place int, "invitedAt" timestamptz, "changedAt" timestamptz, "invitedBy" uuid)`.execute(tx);
  for (const script of scripts) await sql.raw(script).execute(tx);
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Of today: by mail, at a date, by hand and silent. */
function latest(): BodyOf<typeof registerPerson>[] {
  const message = 'We are glad that you are coming. Lunch is at one.';
  const deliveries: [string, BodyOf<typeof registerPerson>['delivery']][] = [
    ['noor', { channel: 'email', message }],
    ['tomas', { channel: 'email' }],
    ['yuki', { channel: 'email' }],
    ['greta', { channel: 'email' }],
    ['samir', { channel: 'email', sendAt: inDays(1) }],
    ['ines', { channel: 'email', sendAt: inDays(3) }],
    ['oskar', { channel: 'link' }],
    ['lucia', { channel: 'none' }],
    ['dario', { channel: 'email', message }],
  ];
  return deliveries.map(([name, delivery], index) => ({
    account: { email: `${name}@linden.example`, language: index % 3 === 0 ? 'it' : 'en' },
    delivery,
  }));
}
