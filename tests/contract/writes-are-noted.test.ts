import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiKey } from '../../contract/api-keys.ts';
import type { RouteDefinition } from '../../contract/define-route.ts';
import { registerPerson } from '../../contract/registration.ts';
import { allRoutes } from '../../contract/routes.ts';
import { askDatabase } from '../support/ask-database.ts';
import { makeMember } from '../support/make-member.ts';
import { makeSubmitted } from '../support/make-submitted.ts';
import { readyFor } from '../support/ready-for.ts';
import { sampleBody } from '../support/sample-requests.ts';
import { send } from '../support/send.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// P31, made from the contract: whatever a route writes is in the activity, once. A route that is added is in here.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

/** How many entries a sample request leaves, where it is not one. */
const entriesOf: Readonly<Record<string, number>> = {
  // An account and its invitation.
  registerPerson: 2,
  // Shows what would be; writes nothing.
  checkRegistration: 0,
  previewInvitation: 0,
  previewBatch: 0,
  // The address is corrected, then it is sent again.
  resendInvitation: 2,
  // The samples are about nobody.
  actOnInvitations: 0,
  suspendAccounts: 0,
  askPeople: 0,
  askPeopleForUpdate: 0,
  previewPeopleAct: 0,
  reportBounce: 0,
  // A draft of one's own: nobody else's business until it is handed in.
  saveMyIdentity: 0,
  // The person was invited and has a mail already: nothing is sent.
  askForIdentities: 0,
  previewMailText: 0,
  // Who looks at it for now; what they decide is noted.
  claimReview: 0,
  releaseReview: 0,
  // There is nothing else to end.
  endOtherSessions: 0,
};

/** What this world gives no occasion for, or whose version a test before has moved: the feature's own tests show it. */
const shownElsewhere = [
  'cancelEmailChange',
  'changeOrganization',
  'changeMailServer',
  'removeMailServer',
  'changeSender',
  'resetMailText',
  // Without an import in the right state; a draft of a plan is nobody's business until it is applied.
  'mapImport',
  'changeImportRow',
  'fixImportRows',
  'revealImportCell',
  'applyImport',
  'approveImport',
  'pauseImport',
  'resumeImport',
  'replanImport',
  'cancelImport',
  'undoImport',
  'handOverFounding',
];

/** Bodies that do something, where the sample is made to be refused. */
const better: Readonly<Record<string, object>> = {
  changePassword: { current: goodPassword, password: 'violet harbour sextant plum' },
  confirmPassword: { password: goodPassword },
};

/** Something of each kind that an address can name, all of it new. */
async function makeWorld(caller: Visitor) {
  const { account, invitation } = await founder.call(registerPerson, {
    body: {
      account: { email: `p${crypto.randomUUID()}@people.example` },
      grants: [{ application: 'activity', permission: 'access' }],
      delivery: { channel: 'email' },
    },
  });
  const { apiKey } = await founder.call(createApiKey, {
    body: { name: 'A program', permissions: ['settings:access'] },
  });
  await askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);
  // Its mail has left: only then there is a link to extend or remind of.
  await askDatabase(server, `update invitation set state = 'sent' where id = $1`, [invitation.id]);
  const [grant] = await askDatabase<{ id: string }>(
    server,
    'select id from permission_grant where account_id = $1',
    [account.id],
  );
  const session = caller.cookie().split('.')[1] ?? '';
  await makeSubmitted(server, account.id);
  const { id: person } = account;
  const ids = {
    accounts: person,
    identities: person,
    'identity-reviews': person,
    invitations: invitation.id,
    grants: grant?.id,
    'api-keys': apiKey.id,
    sessions: session,
  };
  return { account: account.id, idOf: ({ path }: RouteDefinition) => idIn(ids, path.split('/')[1] ?? '') };
}

function idIn(ids: Readonly<Record<string, string | undefined>>, kind: string): string {
  return ids[kind] ?? '';
}

/** Writes of whoever is signed in; what links and passwords open is in activity.test.ts, act by act. */
const writes = allRoutes.filter(
  ({ name, method, permission }) =>
    method !== 'GET' && permission !== 'public' && !shownElsewhere.includes(name),
);

it.each(writes)('$name', async (route) => {
  const caller =
    route.permission === 'signed-in'
      ? await makeMember(server, { slug: founder.slug, username: route.name.toLowerCase() })
      : founder;
  const world = await makeWorld(caller);
  await readyFor(server, route, world.account);
  const body = better[route.name] ?? sampleBody(route, { accountId: world.account });
  const answer = await send(caller, route, { id: world.idOf(route), ...(body && { body }) });
  expect(answer.status, answer.text).toBe(route.status);
  const entries = await askDatabase<{ action: string }>(
    server,
    'select action from activity where request_id = $1',
    [answer.headers.get('x-request-id')],
  );
  expect(entries.map(({ action }) => action)).toHaveLength(entriesOf[route.name] ?? 1);
});
