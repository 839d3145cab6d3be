import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitMyIdentity } from '../../../contract/identities.ts';
import * as reviews from '../../../contract/identity-reviews.ts';
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
let olav: Person;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  const permissions = ['user-management:can_validate_identity'] as const;
  giulia = await makeMember(server, { slug: founder.slug, username: 'giulia.conti', permissions });
  olav = await makeMember(server, { slug: founder.slug, username: 'olav.berg', permissions });
});
afterAll(() => server.stop());

let people = 0;
async function whoWaits(): Promise<Person> {
  people += 1;
  const person = await makeMember(server, {
    slug: founder.slug,
    username: `waits${people}`,
    identity: 'none',
  });
  await submit(person);
  return person;
}
const submit = (person: Visitor, family_name = 'Rossi') =>
  person.call(submitMyIdentity, { body: { fields: { given_name: 'Anna', family_name } } });

const claim = (reviewer: Visitor, { accountId: id }: Person, takeOver = false) =>
  reviewer.call(reviews.claimReview, { params: { id }, body: { takeOver } });
const release = (reviewer: Visitor, { accountId: id }: Person) =>
  reviewer.call(reviews.releaseReview, { params: { id } });
const whoHas = async ({ accountId: id }: Person) =>
  (await founder.call(reviews.getReview, { params: { id } })).claim?.by.name ?? null;
const whoWaitsFor = async (reviewer: 'me' | 'others' | 'nobody') =>
  (await giulia.call(reviews.listReviews, { query: { reviewer } })).items.map(({ identity }) => identity.id);
const endTime = (person: Person) =>
  askDatabase(
    server,
    `update review_claim set claimed_until = now() - interval '1 second' where account_id = $1`,
    [person.accountId],
  );

describe('who has it', () => {
  it('is told to the others, and it is taken over on purpose only', async () => {
    const anna = await whoWaits();
    expect(await whoHas(anna)).toBe(null);
    expect(await claim(giulia, anna)).toMatchObject({ by: { name: 'Giulia Conti' }, isMine: true });
    const refused = await outcomeOf(claim(olav, anna));
    expect(refused).toMatchObject({ status: 409, code: 'already_claimed' });
    await expect(claim(olav, anna)).rejects.toMatchObject({
      problem: { detail: expect.stringContaining('Giulia Conti') as string },
    });
    expect(await whoHas(anna)).toBe('Giulia Conti');
    expect(await whoWaitsFor('me')).toEqual([anna.accountId]);
    await claim(olav, anna, true);
    expect(await whoHas(anna)).toBe('Olav Berg');
    expect(await outcomeOf(claim(giulia, anna))).toMatchObject({ code: 'already_claimed' });
    expect(await whoWaitsFor('others')).toEqual([anna.accountId]);
    expect(await whoWaitsFor('nobody')).not.toContain(anna.accountId);
  });

  it('says since when, however often it is said again, and anew once its time was over', async () => {
    const anna = await whoWaits();
    const first = await claim(giulia, anna);
    await askDatabase(
      server,
      `update review_claim set claimed_at = claimed_at - interval '20 minutes',
         claimed_until = claimed_until - interval '20 minutes' where account_id = $1`,
      [anna.accountId],
    );
    const again = await claim(giulia, anna);
    expect(Date.parse(again.since)).toBe(Date.parse(first.since) - 20 * 60_000);
    expect(Date.parse(again.until)).toBeGreaterThanOrEqual(Date.parse(first.until));
    await endTime(anna);
    expect(await whoHas(anna)).toBe(null);
    expect(Date.parse((await claim(giulia, anna)).since)).toBeGreaterThanOrEqual(Date.parse(first.since));
    await endTime(anna);
    expect(await claim(olav, anna)).toMatchObject({ by: { name: 'Olav Berg' } });
  });

  it('gives it back, and only what they have', async () => {
    const anna = await whoWaits();
    await claim(giulia, anna);
    await release(olav, anna);
    expect(await whoHas(anna)).toBe('Giulia Conti');
    await release(giulia, anna);
    expect(await whoHas(anna)).toBe(null);
  });

  it('keeps nobody from deciding, and ends with the decision', async () => {
    const anna = await whoWaits();
    await claim(giulia, anna);
    const params = { id: anna.accountId };
    const reasons = { given_name: 'Is that all?' };
    await olav.call(reviews.returnIdentity, { params, body: { version: 1, reasons } });
    expect(await outcomeOf(claim(giulia, anna))).toMatchObject({ code: 'not_possible_now' });
    await submit(anna, 'Bianchi');
    expect(await whoHas(anna)).toBe(null);
    await claim(giulia, anna);
    await giulia.call(reviews.validateIdentity, { params, body: { version: 2 } });
    expect(await askDatabase(server, 'select from review_claim where account_id = $1', [params.id])).toEqual(
      [],
    );
  });

  it('is not for one’s own, for what does not wait, and for what is not there', async () => {
    await submit(olav);
    expect(await outcomeOf(claim(olav, olav))).toMatchObject({ status: 403, code: 'own_identity' });
    expect(await outcomeOf(claim(olav, giulia))).toMatchObject({ code: 'not_possible_now' });
    const nobody = { ...olav, accountId: crypto.randomUUID() };
    expect(await outcomeOf(claim(giulia, nobody))).toMatchObject({ status: 404 });
  });

  it('is one of two who open it at the same moment; the other is told who', async () => {
    const anna = await whoWaits();
    const row = { sql: 'select from identity where account_id = $1 for update', values: [anna.accountId] };
    const outcomes = await inLine(server, row, [
      () => outcomeOf(claim(giulia, anna)),
      () => outcomeOf(claim(olav, anna)),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused']);
    expect(await whoHas(anna)).toMatch(/^(Giulia Conti|Olav Berg)$/);
  });

  it('never outlives a decision that is made meanwhile', async () => {
    const anna = await whoWaits();
    const params = { id: anna.accountId };
    const row = { sql: 'select from identity where account_id = $1 for update', values: [anna.accountId] };
    const outcomes = await inLine<unknown>(server, row, [
      () => outcomeOf(giulia.call(reviews.validateIdentity, { params, body: { version: 1 } })),
      () => outcomeOf(claim(olav, anna)),
    ]);
    expect(outcomes).toMatchObject([{ kind: 'done' }, { kind: 'refused', code: 'not_possible_now' }]);
    expect(await askDatabase(server, 'select from review_claim where account_id = $1', [params.id])).toEqual(
      [],
    );
  });
});

describe('the target', () => {
  const due = async (sent: string, zone = 'Europe/Rome') => {
    const [row] = await askDatabase<{ due: Date }>(
      server,
      'select working_days_after($1::timestamptz, 1, $2) as due',
      [sent, zone],
    );
    return row?.due.toISOString();
  };

  it('is one working day, in the organization’s time zone', async () => {
    expect(await due('2026-11-23T09:30:00Z')).toBe('2026-11-24T09:30:00.000Z');
    expect(await due('2026-11-27T15:00:00Z')).toBe('2026-11-30T15:00:00.000Z');
    // A Saturday and the end of a Sunday: both count as Monday morning.
    expect(await due('2026-11-28T11:00:00Z')).toBe('2026-11-30T23:00:00.000Z');
    expect(await due('2026-11-29T22:30:00Z')).toBe('2026-11-30T23:00:00.000Z');
    // Friday in Los Angeles, Saturday in Rome; and a clock that was put back in between.
    expect(await due('2026-11-28T02:00:00Z', 'America/Los_Angeles')).toBe('2026-12-01T02:00:00.000Z');
    expect(await due('2026-10-23T10:00:00Z')).toBe('2026-10-26T11:00:00.000Z');
  });

  it('marks who waits longer, and counts them', async () => {
    const before = await giulia.call(reviews.countReviews);
    const anna = await whoWaits();
    const found = () => giulia.call(reviews.getReview, { params: { id: anna.accountId } });
    expect(await found()).toMatchObject({ isOverdue: false });
    await askDatabase(
      server,
      `update identity set submitted_at = now() - interval '4 days' where account_id = $1`,
      [anna.accountId],
    );
    const { isOverdue, dueAt } = await found();
    expect(isOverdue).toBe(true);
    expect(Date.parse(dueAt ?? '')).toBeLessThan(Date.now());
    expect((await giulia.call(reviews.countReviews)).overdue).toBe(before.overdue + 1);
    const body = { version: 1, reasons: { given_name: 'Is that all?' } };
    await giulia.call(reviews.returnIdentity, { params: { id: anna.accountId }, body });
    expect(await found()).toMatchObject({ isOverdue: false, dueAt: null });
  });
});
