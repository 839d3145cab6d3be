import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as identities from '../../../contract/identities.ts';
import { changeIdentityForm, getIdentityForm } from '../../../contract/identity-form.ts';
import * as reviews from '../../../contract/identity-reviews.ts';
import { applyImport } from '../../../contract/import-plan.ts';
import { getImport, startImport } from '../../../contract/imports.ts';
import { closeAccount } from '../../../contract/people.ts';
import { listAccounts } from '../../../contract/registry.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

type Person = Awaited<ReturnType<typeof makeMember>>;

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let giulia: Person;
/** May register identities, and not validate them. */
let bruno: Person;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  const { slug } = founder;
  giulia = await makeMember(server, {
    slug,
    username: 'giulia.conti',
    permissions: ['user-management:can_validate_identity'],
  });
  bruno = await makeMember(server, {
    slug,
    username: 'bruno.haas',
    permissions: [
      'user-management:can_register_identity',
      'user-registration:access',
      'user-registration:can_bulk_invite',
    ],
  });
});
afterAll(() => server.stop());

let people = 0;
const newPerson = (identity: 'none' | 'validated' = 'none') => {
  people += 1;
  return makeMember(server, { slug: founder.slug, username: `queued${people}`, identity });
};
const submit = (person: Visitor, family_name = 'Rossi', given_name = 'Anna') =>
  person.call(identities.submitMyIdentity, { body: { fields: { given_name, family_name } } });
const save = (person: Visitor, family_name: string) =>
  person.call(identities.saveMyIdentity, { body: { fields: { given_name: 'Anna', family_name } } });
const versionOf = async ({ accountId: id }: Person) =>
  (await giulia.call(reviews.getReview, { params: { id } })).identity.version;
const giveBack = async (person: Person) =>
  giulia.call(reviews.returnIdentity, {
    params: { id: person.accountId },
    body: {
      version: await versionOf(person),
      reasons: { family_name: 'As it stands in the document, please.' },
    },
  });
const accept = async (person: Person) =>
  giulia.call(reviews.validateIdentity, {
    params: { id: person.accountId },
    body: { version: await versionOf(person) },
  });

/** What is kept of everybody, beside what their versions come to: they never differ. */
async function newsOf(accountId: string) {
  const rows = await askDatabase<{ accountId: string; kept: string | null; reckoned: string | null }>(
    server,
    `select account_id as "accountId", pending_news as kept, case when pending_state is null then null
       when exists (select from identity_version r where r.account_id = i.account_id and r.state = 'returned'
         and r.version < i.version and r.version > coalesce(i.version_in_force, 0)) then 'corrected'
       when state = 'validated' then 'changed' else 'first' end as reckoned
     from identity i`,
  );
  for (const { kept, reckoned } of rows) expect(kept).toBe(reckoned);
  return rows.find((row) => row.accountId === accountId)?.kept ?? null;
}

describe('what is new in an identity is kept with it, and is what its versions come to', () => {
  it('from the first draft to what is changed later, however often it comes back', async () => {
    const anna = await newPerson();
    const news: (string | null)[] = [];
    const step = async (act: () => Promise<unknown>) => {
      await act();
      news.push(await newsOf(anna.accountId));
    };
    await step(() => save(anna, 'Ross'));
    await step(() => submit(anna));
    await step(() => save(anna, 'Rosso'));
    await step(() => submit(anna));
    await step(() => giveBack(anna));
    expect(news).toEqual(['first', 'first', 'first', 'first', 'first']);
    news.length = 0;
    await step(() => save(anna, 'Rossa'));
    await step(() => submit(anna));
    await step(() => save(anna, 'Rossini'));
    await step(() => submit(anna));
    await step(() => giveBack(anna));
    await step(() => submit(anna));
    expect(news).toEqual(Array<string>(6).fill('corrected'));
    news.length = 0;
    await step(() => accept(anna));
    await step(() => save(anna, 'Bianchi'));
    await step(() => submit(anna, 'Bianchi'));
    await step(() => giveBack(anna));
    expect(news).toEqual([null, 'changed', 'changed', 'changed']);
    news.length = 0;
    // As it was, again.
    await step(() => submit(anna, 'Bianchi'));
    await step(() => accept(anna));
    await step(() => submit(anna, 'Verdi'));
    expect(news).toEqual(['corrected', null, 'changed']);
  });

  it('of what an operator registers or leaves to a person, and of an import', async () => {
    const anna = await newPerson();
    const params = { id: anna.accountId };
    const fields = { given_name: 'Anna', family_name: 'Haas' };
    await bruno.call(identities.saveIdentity, { params, body: { fields } });
    expect(await newsOf(anna.accountId)).toBe('first');
    await save(anna, 'Haase');
    expect(await newsOf(anna.accountId)).toBe('first');
    await bruno.call(identities.registerIdentity, { params, body: { fields } });
    expect(await newsOf(anna.accountId)).toBe('first');
    await giveBack(anna);
    await bruno.call(identities.registerIdentity, { params, body: { fields } });
    expect(await newsOf(anna.accountId)).toBe('corrected');

    const file = new Blob(['email,first name,last name\nilse@people.example,Ilse,Kahn\n'], {
      type: 'text/csv',
    });
    const { id } = await bruno.call(startImport, { file });
    const until = (state: string) =>
      vi.waitUntil(
        async () => {
          const found = await bruno.call(getImport, { params: { id } });
          return found.state === state && found;
        },
        { timeout: 15_000, interval: 50 },
      );
    const { planHash } = await until('planned');
    await bruno.call(applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
    await until('done');
    const [ilse] = await askDatabase<{ id: string }>(
      server,
      `select id from account where email_canonical = 'ilse@people.example'`,
    );
    expect(await newsOf(ilse?.id ?? '')).toBe('first');
  });

  it('is what the queue is filtered by', async () => {
    const idsOf = async (news: 'first' | 'corrected' | 'changed') =>
      (await giulia.call(reviews.listReviews, { query: { news, limit: 100 } })).items.map(
        (one) => one.identity.id,
      );
    const [first, corrected, changed] = [await newPerson(), await newPerson(), await newPerson('validated')];
    await submit(first);
    await submit(corrected);
    await giveBack(corrected);
    await submit(corrected);
    await submit(changed);
    for (const [news, person] of [
      ['first', first],
      ['corrected', corrected],
      ['changed', changed],
    ] as const) {
      for (const other of ['first', 'corrected', 'changed'] as const) {
        expect((await idsOf(other)).includes(person.accountId)).toBe(news === other);
      }
    }
  });
});

describe('what the queue names of an identity', () => {
  it('is what a reviewer sees: no field that only the person does', async () => {
    const { version, sections } = await founder.call(getIdentityForm);
    const hidden = sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) =>
        field.key === 'place_of_birth' ? { ...field, sees: 'person' as const } : field,
      ),
    }));
    await founder.call(changeIdentityForm, { body: { version, sections: hidden } });
    const anna = await newPerson('validated');
    await anna.call(identities.submitMyIdentity, {
      body: { fields: { given_name: 'Anna', family_name: 'Rossi', place_of_birth: 'Trieste' } },
    });
    const { items } = await giulia.call(reviews.listReviews, { query: { limit: 100 } });
    const listed = items.find(({ identity }) => identity.id === anna.accountId);
    const review = await giulia.call(reviews.getReview, { params: { id: anna.accountId } });
    for (const { changed } of [listed ?? { changed: [] }, review])
      expect(changed.toSorted()).toEqual(['family_name', 'given_name']);
    expect(JSON.stringify(review.content)).not.toContain('Trieste');
    await founder.call(changeIdentityForm, { body: { version: version + 1, sections } });
    const after = await giulia.call(reviews.getReview, { params: { id: anna.accountId } });
    expect(after.changed).toContain('place_of_birth');
  });
});

describe('a reviewer finds who waits', () => {
  const found = async (query: string, state: 'submitted' | 'returned' | 'draft' = 'submitted') => {
    const { items, total } = await giulia.call(reviews.listReviews, { query: { query, state } });
    expect(total).toBe(items.length);
    return items.map(({ identity }) => identity.id);
  };

  it('by the name that was handed in, at once, whatever its accents, and by its parts in any order', async () => {
    const anna = await newPerson();
    await submit(anna, 'Šárközy', 'Anna');
    for (const query of ['sarkozy', 'ŠÁRK', 'rkoz', 'zy', 'sarkozy anna', 'anna sárk', 'queued'])
      expect(await found(query), query).toContain(anna.accountId);
    expect(await found('sarkozy')).toEqual([anna.accountId]);
    for (const query of ['sarkozyx', 'xy%', '_rkozy', '%', 'sar%zy', '\\'])
      expect(await found(query), query).toEqual([]);
    const byRegistry = await founder.call(listAccounts, { query: { query: 'sarkozy' } });
    expect(byRegistry.items).toEqual([]);
  });

  it('by another name once it is changed, and by none that stands in a draft', async () => {
    const anna = await newPerson();
    await submit(anna, 'Quirinale');
    await save(anna, 'Quirinalese');
    expect(await found('quirinale')).toEqual([]);
    expect(await found('quirinale', 'draft')).toEqual([]);
    await submit(anna, 'Quirinalotta');
    expect(await found('quirinalott')).toEqual([anna.accountId]);
    expect(await found('quirinalese')).toEqual([]);
    await giveBack(anna);
    expect(await found('quirinalott')).toEqual([]);
    expect(await found('quirinalott', 'returned')).toEqual([anna.accountId]);
    await submit(anna, 'Quirinalotta');
    await accept(anna);
    expect(await found('quirinalott')).toEqual([]);
    await submit(anna, 'Esquilino');
    expect(await found('quirinalott')).toEqual([anna.accountId]);
    expect(await found('esquilin')).toEqual([anna.accountId]);
  });

  it('in their own organization alone', async () => {
    const anna = await newPerson();
    await submit(anna, 'Transtiberim');
    const other = await server.found('Birch Institute');
    const asked = await other.call(reviews.listReviews, { query: { query: 'transtiberim' } });
    expect(asked).toMatchObject({ items: [], total: 0 });
  });

  it('page by page where many are called so, with none left out and none twice', async () => {
    const all = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const person = await newPerson();
        await submit(person, 'Zannoni');
        return person.accountId;
      }),
    );
    for (const query of ['zannoni', 'zn', 'za']) {
      const seen: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await giulia.call(reviews.listReviews, { query: { query, limit: 2, cursor } });
        seen.push(...page.items.map(({ identity }) => identity.id));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(seen.toSorted(), query).toEqual(query === 'zn' ? [] : all.toSorted());
    }
  });
  it('in the order of the list where thousands are called so, each once, counted no further than a page', async () => {
    const ash = await server.found('Ash Institute');
    // In one statement: whatever the worker sorts in meanwhile comes to the same.
    await askDatabase(
      server,
      `with org as (select id from organization where slug = $1),
       made as (select org.id as organization, gen_random_uuid() as id, n, 'walker' || n as word from org, generate_series(1, 3300) as n),
       a as (insert into account (organization_id, id, email, email_canonical, username, username_canonical, language, population, state)
         select organization, id, word || '@people.example', word || '@people.example', word, word, 'en', 'internal', 'active' from made),
       i as (insert into identity (organization_id, account_id, state, version, pending_state, pending_news, submitted_at, pending_name)
         select organization, id, 'submitted', 1, 'submitted', case n % 10 when 7 then 'corrected' else 'first' end,
           now() - (4000 - n) / 3 * interval '1 minute', '100%_sure ' || word from made)
       insert into person_search (organization_id, account_id, state, identity_state, population, name, words, waiting_words)
         select organization, id, 'active', 'submitted', 'internal', word, ' ' || word, ' 100%_sure ' || word from made`,
      [ash.slug],
    );
    const page = (query: object) => ash.call(reviews.listReviews, { query: { limit: 200, ...query } });
    const expected = await askDatabase<{ id: string }>(
      server,
      `select account_id as id from identity where pending_name like '100%walker%' order by submitted_at, account_id`,
    );
    for (const query of ['wa', 'ALK %_sure']) {
      const first = await page({ query });
      expect(first.total, query).toEqual({ atLeast: 200 });
      const second = await page({ query, cursor: first.nextCursor });
      const seen = [...first.items, ...second.items].map(({ identity }) => identity.id);
      expect(seen, query).toEqual(expected.slice(0, 400).map(({ id }) => id));
    }
    const corrected = await page({ query: 'walker', news: 'corrected' });
    const rest = await page({ query: 'walker', news: 'corrected', cursor: corrected.nextCursor });
    expect([corrected.total, rest.items.length, rest.nextCursor]).toEqual([{ atLeast: 200 }, 130, null]);
    for (const { name } of [...corrected.items, ...rest.items]) expect(name).toMatch(/7$/);
    expect((await page({ query: 'walker3', news: 'corrected' })).total).toBe(41);
    expect((await page({ query: 'walker 1007' })).items.map(({ name }) => name)).toEqual([
      '100%_sure walker1007',
    ]);
  }, 60_000);
});

describe('the way back of the target', () => {
  it('parts what is due before a moment from the rest, everywhere, but for a clock that is put forward or back', async () => {
    const [found] = await askDatabase<{ apart: number; all: number }>(
      server,
      `select count(*)::int as all, count(*) filter (where
           (sent < way_back) is distinct from (working_days_after(sent, days, zone) < moment)
           and sent not between way_back - interval '3 hours' and way_back + interval '3 hours')::int as apart
       from unnest(array['Europe/Rome', 'America/Los_Angeles', 'Asia/Jerusalem', 'Africa/Cairo', 'America/Santiago',
           'Australia/Lord_Howe', 'Pacific/Kiritimati', 'UTC']) as zone,
         unnest(array[1, 2, 6]) as days,
         generate_series('2026-03-01'::timestamptz, '2026-05-03', interval '13 hours 13 minutes') as moment,
         lateral (select working_days_before(moment, days, zone) as way_back offset 0) as back,
         generate_series(moment - interval '11 days', moment, interval '9 hours 31 minutes') as sent`,
    );
    expect(found?.all).toBeGreaterThan(50_000);
    expect(found?.apart).toBe(0);
  });

  it('to the instant, where no clock is touched', async () => {
    const [found] = await askDatabase<{ apart: number }>(
      server,
      `select count(*) filter (where (sent < way_back) is distinct from (working_days_after(sent, days, zone) < moment))::int as apart
       from unnest(array['UTC', 'Asia/Tokyo', 'Asia/Kathmandu']) as zone, unnest(array[1, 2, 6]) as days,
         generate_series('2026-06-01'::timestamptz, '2026-06-15', interval '2 hours') as moment,
         lateral (select working_days_before(moment, days, zone) as way_back offset 0) as back,
         unnest(array[interval '-3 days', '-2 days', '-1 day', '-1 hour', '-1 microsecond', '0', '1 microsecond', '1 hour', '1 day', '2 days']) as by,
         lateral (select way_back + by as sent offset 0) as s`,
    );
    expect(found?.apart).toBe(0);
  });
});

describe('of an account that is closed nothing waits', () => {
  const close = ({ accountId: id }: Person) => founder.call(closeAccount, { params: { id } });
  const identityRow = ({ accountId }: Person) => ({
    sql: 'select from identity where account_id = $1 for update',
    values: [accountId],
  });
  const waiting = async () => {
    const of = async (state: 'submitted' | 'returned' | 'draft') =>
      (await giulia.call(reviews.listReviews, { query: { state, limit: 200 } })).items.length;
    const { submitted, returned, draft } = await giulia.call(reviews.countReviews);
    const listed = {
      submitted: await of('submitted'),
      returned: await of('returned'),
      draft: await of('draft'),
    };
    expect({ submitted, returned, draft }).toEqual(listed);
    return listed;
  };

  it('not in the list, nor in its figures; and nobody gives it a personal code', async () => {
    const before = await waiting();
    const [sent, returned, begun] = [await newPerson(), await newPerson(), await newPerson('validated')];
    await submit(sent);
    await submit(returned);
    await giveBack(returned);
    await save(begun, 'Verdi');
    const version = await versionOf(sent);
    for (const person of [sent, returned, begun]) await close(person);
    expect(await waiting()).toEqual(before);
    const accepting = giulia.call(reviews.validateIdentity, {
      params: { id: sent.accountId },
      body: { version },
    });
    await expect(accepting).rejects.toMatchObject({ problem: { code: 'not_possible_now' } });
  });

  it('whatever is saved at the same moment, in either order, begun or not', async () => {
    const before = await waiting();
    for (const closesFirst of [true, false]) {
      const person = await newPerson();
      await save(person, 'Verdi');
      const acts = [() => close(person), () => submit(person, 'Neri')].map(
        (act) => () => outcomeOf<unknown>(act()),
      );
      const inOrder = closesFirst ? acts : acts.toReversed();
      await inLine(server, identityRow(person), inOrder);
      expect(await waiting()).toEqual(before);
    }
    for (const person of [await newPerson(), await newPerson(), await newPerson()])
      await Promise.all([close(person), outcomeOf(save(person, 'Verdi'))]);
    expect(await waiting()).toEqual(before);
  });
});
