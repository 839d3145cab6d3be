import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countInvitations, listInvitations, listInviters } from '../../../contract/invitations.ts';
import { registerPerson } from '../../../contract/registration.ts';
import type { RequestOf } from '../../../contract/define-route.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

type Query = NonNullable<RequestOf<typeof listInvitations>['query']>;

let server: TestFoyer;
let founder: Visitor;
let operator: Visitor & { readonly accountId: string };
const states = [
  'unsent',
  'scheduled',
  'queued',
  'sent',
  'handed_over',
  'bounced',
  'opened',
  'accepted',
  'revoked',
  'expired',
] as const;

beforeAll(async () => {
  // Nobody delivers, so that what is queued stays so.
  server = await startTestFoyer({ role: 'web' });
  const founded = await server.found('Alder Institute');
  founder = founded;
  operator = await makeMember(server, {
    slug: founded.slug,
    username: 'olga',
    permissions: ['user-registration:access'],
  });
  for (const [index, state] of states.entries()) {
    const { invitation } = await (index % 3 === 0 ? operator : founder).call(registerPerson, {
      body: {
        account: {
          // In the order of the alphabet, backwards.
          email: `${'jihgfedcba'[index]}-${state.replace('_', '-')}@people.example`,
          population: index % 2 === 0 ? 'external' : 'internal',
          language: index < 4 ? 'it' : 'en',
        },
        delivery: { channel: state === 'unsent' ? 'none' : 'email' },
      },
    });
    await askDatabase(
      server,
      `update invitation set state = $2, channel = case when $2 = 'handed_over' then 'link' else channel end,
         expires_at = case when $2 = 'unsent' then null when $3 then now() - interval '1 day'
           else now() + make_interval(days => 20 - $4::int) end
       where id = $1`,
      [invitation.id, state === 'expired' ? 'opened' : state, state === 'expired', index],
    );
  }
});
afterAll(() => server.stop());

const list = async (query: Query) => {
  const { items } = await founder.call(listInvitations, { query });
  return items.map((item) => item.state);
};

describe('the list of invitations', () => {
  it.each(states)('holds what is %s, under that state alone', async (state) => {
    expect(await list({ state })).toEqual([state]);
  });

  it('takes several states, and pending for all that may still be accepted', async () => {
    expect(await list({ state: 'bounced,expired' })).toEqual(['expired', 'bounced']);
    expect(await list({ state: 'pending', sort: 'oldest' })).toEqual([
      'unsent',
      'scheduled',
      'queued',
      'sent',
      'handed_over',
      'opened',
    ]);
    expect(await list({ state: 'sent,opened,queued,handed_over,expired' })).toHaveLength(5);
    expect(await list({ state: 'all' })).toHaveLength(10);
  });

  it.each<[string, Query, number]>([
    ['inviter', { invitedBy: '' }, 4],
    ['population', { population: 'external' }, 5],
    ['language', { language: 'it' }, 4],
    ['channel', { channel: 'link' }, 1],
    ['the beginning of an address', { query: 'G-Sent' }, 1],
    ['the beginning of a name that is nobody’s', { query: 'zzz' }, 0],
    ['several filters at once', { language: 'it', population: 'external', state: 'unsent,queued' }, 2],
    ['days', { from: '2020-01-01', to: '2999-01-01' }, 10],
    ['days that are over', { to: '2020-01-01' }, 0],
    ['days to come', { from: '2999-01-01' }, 0],
  ])('filters by %s, and counts the same', async (_, asked, wanted) => {
    const query = asked.invitedBy === '' ? { invitedBy: operator.accountId } : asked;
    const { items, total } = await founder.call(listInvitations, { query });
    expect([items.length, total]).toEqual([wanted, wanted]);
    const { state: _state, ...others } = query;
    const counts = await founder.call(countInvitations, { query: others });
    const { total: all } = await founder.call(listInvitations, { query: others });
    expect(counts.all).toBe(all);
    expect(states.reduce((sum, state) => sum + Number(counts[state]), 0)).toBe(all);
  });

  it('finds the name of an identity, as soon as there is one', async () => {
    await askDatabase(
      server,
      `insert into identity (organization_id, account_id, state, display_name)
       select organization_id, id, 'draft', 'Zoë Lindqvist' from account where email like '%-opened@%'`,
    );
    expect(await list({ query: 'zoë l' })).toEqual(['opened']);
  });

  it.each<[NonNullable<Query['sort']>, string]>([
    ['newest', 'jihgfedcba'.split('').toReversed().join('')],
    ['oldest', 'jihgfedcba'],
    ['email', 'abcdefghij'],
    // Ended first, without an end last.
    ['expiry', 'abcdefghij'],
  ])('by %s, page after page, shows each once', async (sort, wanted) => {
    let seen = '';
    let cursor: string | undefined;
    do {
      const page = await founder.call(listInvitations, {
        query: { sort, limit: 3, ...(cursor && { cursor }) },
      });
      seen += page.items.map((item) => item.account.email[0]).join('');
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toBe(wanted);
  });

  it('knows no other filter, state or order (P21)', async () => {
    for (const query of [
      '?state=sent,nonsense',
      '?state=',
      '?sort=nonce',
      '?secret=1',
      '?population=both',
      '?from=2026-13-01',
    ])
      expect([query, (await send(founder, listInvitations, { query })).status]).toEqual([
        query,
        expect.toBeOneOf([400, 422]),
      ]);
  });

  it('names who has invited', async () => {
    const { items } = await founder.call(listInviters);
    expect(items.map((item) => item.username)).toEqual(['founder', 'olga']);
  });

  it('says what can be done with each', async () => {
    const { items } = await founder.call(listInvitations, { query: {} });
    const may = Object.fromEntries(
      items.map(({ state, abilities }) => [
        state,
        Object.entries(abilities)
          .flatMap(([act, can]) => (can ? [act[0]] : []))
          .toSorted()
          .join(''),
      ]),
    );
    // correctAddress, edit, extend, handOverLink, resend, revoke, remind: by their first letters.
    expect(may).toEqual({
      unsent: 'cehrr',
      scheduled: 'cehrr',
      queued: 'cehrr',
      sent: 'ceehrrr',
      handed_over: 'ceehrr',
      bounced: 'cehrr',
      opened: 'ceehrrr',
      accepted: '',
      revoked: 'chr',
      expired: 'ceehrr',
    });
  });
});
