import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { changeMe } from '../../contract/accounts.ts';
import { exportActivity, listActivity } from '../../contract/activity.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../../contract/api-keys.ts';
import type { RouteDefinition } from '../../contract/define-route.ts';
import * as identities from '../../contract/identities.ts';
import { exportAccounts } from '../../contract/people-export.ts';
import * as updates from '../../contract/identity-updates.ts';
import * as reviews from '../../contract/identity-reviews.ts';
import { changeIdentityForm, getIdentityForm } from '../../contract/identity-form.ts';
import * as importPlan from '../../contract/import-plan.ts';
import * as imports from '../../contract/imports.ts';
import * as grants from '../../contract/grants.ts';
import * as batches from '../../contract/invitation-batches.ts';
import * as changes from '../../contract/invitation-changes.ts';
import * as invitations from '../../contract/invitations.ts';
import * as join from '../../contract/join.ts';
import { changeMailServer, sendTestMail } from '../../contract/mail-server.ts';
import * as mailTexts from '../../contract/mail-texts.ts';
import { getOutboxMail, listOutbox } from '../../contract/outbox.ts';
import * as people from '../../contract/people.ts';
import { exportPerson } from '../../contract/person-exports.ts';
import { registerPerson } from '../../contract/registration.ts';
import * as emailChange from '../../contract/email-change.ts';
import * as sessions from '../../contract/sessions.ts';
import * as settings from '../../contract/settings.ts';
import { activityActions } from '../../contract/activity-actions.ts';
import { languages, readTexts } from '../texts/catalog-folder.ts';
import { askDatabase } from '../support/ask-database.ts';
import { invitationTokenOf, resetTokenOf, emailChangeTokensOf } from '../support/mailed-tokens.ts';
import { grantTo, makeMember } from '../support/make-member.ts';
import { samplePicture } from '../support/sample-picture.ts';
import { send } from '../support/send.ts';
import type { Sent } from '../support/send.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// P31: every act is in the activity once: who, what, whom, when, from where; and no secret is.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let founderId = '';
beforeAll(async () => {
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
  const [row] = await askDatabase<{ id: string }>(
    server,
    'select founder_id as id from organization_settings',
  );
  founderId = row?.id ?? '';
});
afterAll(() => server.stop());

const organization = 'alder-institute';
const another = 'violet harbour sextant plum';
const from = '198.51.100.23';
let invited = 0;

interface Entry {
  readonly action: string;
  readonly actor: string | null;
  readonly type: string;
  readonly subject: string;
  readonly ip: string | null;
  readonly request: string | null;
  readonly fields: readonly string[];
  readonly fresh: boolean;
}

const entries = () =>
  askDatabase<Entry>(
    server,
    `select action, actor_id as actor, subject_type as type, subject_id as subject, ip, request_id as request, fields,
       at between now() - interval '10 seconds' and clock_timestamp() as fresh
     from activity order by at, action, id`,
  );

/** What one request adds to the activity; each entry names the request and where it came from. */
async function traceOf(visitor: Visitor, route: RouteDefinition, sent: Sent = {}) {
  const before = (await entries()).length;
  const answer = await send(visitor, route, {
    ...sent,
    headers: { 'x-forwarded-for': from, ...sent.headers },
  });
  const added = (await entries()).slice(before);
  for (const entry of added) {
    expect(entry).toMatchObject({ ip: from, request: answer.headers.get('x-request-id'), fresh: true });
  }
  const trace = added.map(({ action, actor, type, subject, fields }) => ({
    action,
    actor,
    type,
    subject,
    fields,
  }));
  return { answer, trace };
}

async function invite(channel: 'none' | 'link' = 'link') {
  invited += 1;
  const { account, invitation } = await founder.call(registerPerson, {
    body: { account: { email: `person${invited}@people.example` }, delivery: { channel } },
  });
  return {
    account: account.id,
    invitation: invitation.id,
    token: await invitationTokenOf(server, invitation.id),
  };
}

const member = (username: string) => makeMember(server, { slug: organization, username });
type Expected = [action: string, actor: string | null, type: string, subject: unknown, ...fields: string[]];
const entry = (...[action, actor, type, subject, ...fields]: Expected) => ({
  action,
  actor,
  type,
  subject,
  fields,
});

const seen = new Set<string>();
/** The act happened, and exactly this was noted. */
function expectTrace({ trace }: Awaited<ReturnType<typeof traceOf>>, expected: readonly object[]): void {
  for (const { action } of trace) seen.add(action);
  expect(trace).toEqual(expected);
}

describe('is noted once', () => {
  it('founding', async () => {
    const all = await entries();
    const founding = all.slice(0, 2).map(({ action, actor, subject }) => [action, actor, subject === actor]);
    expect(founding).toEqual([
      ['account.registered', founderId, true],
      ['organization.founded', founderId, false],
    ]);
    for (const { action } of all) seen.add(action);
  });

  it('registering with a grant, by each way of delivery', async () => {
    for (const [channel, act] of [
      ['email', 'issued'],
      ['link', 'handed_over'],
      ['none', 'issued'],
    ] as const) {
      invited += 1;
      const traced = await traceOf(founder, registerPerson, {
        body: {
          account: { email: `person${invited}@people.example` },
          grants: [{ application: 'settings', permission: 'access' }],
          delivery: { channel },
        },
      });
      const { account, invitation } = traced.answer.body as {
        account: { id: string };
        invitation: { id: string };
      };
      expectTrace(traced, [
        entry('account.registered', founderId, 'account', account.id),
        entry('grant.granted', founderId, 'grant', expect.any(String), 'settings:access'),
        entry(`invitation.${act}`, founderId, 'invitation', invitation.id),
      ]);
    }
  });

  it('each act on an invitation, and nothing that is only looked at', async () => {
    expect.hasAssertions();
    const { invitation: id, token } = await invite('none');
    const visitor = server.visitor();
    expectTrace(await traceOf(founder, invitations.resendInvitation, { id }), [
      entry('invitation.sent', founderId, 'invitation', id),
    ]);
    expectTrace(await traceOf(founder, invitations.handOverLink, { id }), [
      entry('invitation.handed_over', founderId, 'invitation', id),
    ]);
    expectTrace(await traceOf(founder, invitations.revokeInvitation, { id }), [
      entry('invitation.revoked', founderId, 'invitation', id),
    ]);
    expectTrace(await traceOf(founder, invitations.revokeInvitation, { id }), []);
    for (const route of [
      invitations.listInvitations,
      invitations.countInvitations,
      invitations.getInvitation,
    ]) {
      expectTrace(await traceOf(founder, route, { id }), []);
    }
    expectTrace(await traceOf(visitor, join.inspectInvitation, { body: { token } }), []);

    const silent = await invite('none');
    const order = { action: 'send', ids: [silent.invitation] };
    const many = await traceOf(founder, batches.actOnInvitations, { body: order });
    expectTrace(many, [entry('invitation.sent', founderId, 'invitation_batch', many.answer.body['id'])]);

    const edited = await invite('none');
    const { id: at } = { id: edited.invitation };
    const [before] = await askDatabase(server, 'select version from invitation where id = $1', [at]);
    const edit = {
      id: at,
      body: { version: before?.['version'], message: 'Welcome', population: 'external' },
    };
    expectTrace(await traceOf(founder, changes.editInvitation, edit), [
      entry('invitation.edited', founderId, 'invitation', at, 'population', 'message'),
    ]);
    const whileSilent = { id: at, body: { email: 'silent@people.example' } };
    expectTrace(await traceOf(founder, invitations.resendInvitation, whileSilent), [
      entry('invitation.address_corrected', founderId, 'account', edited.account, 'email'),
    ]);
    await askDatabase(server, `update invitation set state = 'bounced', channel = 'email' where id = $1`, [
      at,
    ]);
    const correction = { id: at, body: { email: 'corrected@people.example' } };
    expectTrace(await traceOf(founder, invitations.resendInvitation, correction), [
      entry('invitation.address_corrected', founderId, 'account', edited.account, 'email'),
      entry('invitation.resent', founderId, 'invitation', at),
    ]);
    await askDatabase(server, `update mail set created_at = now() - interval '2 hours' where about_id = $1`, [
      at,
    ]);
    await askDatabase(server, `update invitation set state = 'opened' where id = $1`, [at]);
    expectTrace(await traceOf(founder, changes.extendInvitation, { id: at, body: { days: 3 } }), [
      entry('invitation.extended', founderId, 'invitation', at),
    ]);
    expectTrace(await traceOf(founder, changes.remindInvitation, { id: at }), [
      entry('invitation.reminded', founderId, 'invitation', at),
    ]);

    const live = await invite();
    const body = { token: live.token };
    expectTrace(await traceOf(visitor, join.openInvitation, { body }), [
      entry('invitation.opened', null, 'invitation', live.invitation),
    ]);
    expectTrace(await traceOf(visitor, join.openInvitation, { body }), []);
    expectTrace(await traceOf(visitor, join.declineInvitation, { body }), [
      entry('invitation.declined', null, 'invitation', live.invitation),
    ]);

    const ended = await invite();
    await askDatabase(server, 'update invitation set expires_at = now() where id = $1', [ended.invitation]);
    expectTrace(await traceOf(visitor, join.renewInvitation, { body: { token: ended.token } }), [
      entry('invitation.renewal_asked', null, 'invitation', ended.invitation),
    ]);
  });

  it('joining, with the grants that lapse, and those that end sooner', async () => {
    expect.hasAssertions();
    const { account, token } = await invite();
    const giver = await makeMember(server, {
      slug: organization,
      username: 'giver',
      permissions: ['permissions:can_grant', 'activity:access'],
    });
    const ends = `update permission_grant set valid_until = now() + interval '30 days' where account_id = $1
      and application = 'activity'`;
    await askDatabase(server, ends, [giver.accountId]);
    const grant = await grantTo(server, { accountId: account, permission: 'settings:access' });
    const longer = await grantTo(server, { accountId: account, permission: 'activity:access' });
    await askDatabase(server, 'update permission_grant set granted_by = $2 where account_id = $1', [
      account,
      giver.accountId,
    ]);
    const traced = await traceOf(server.visitor(), join.joinOrganization, {
      body: { token, password: goodPassword },
    });
    // Nobody's act: it follows from what its giver may no longer give.
    expectTrace(traced, [
      entry('account.joined', account, 'account', account),
      entry('grant.lapsed', null, 'grant', grant),
      entry('grant.shortened', null, 'grant', longer, 'until'),
    ]);
  });

  it('signing in and out, and the tries that failed', async () => {
    expect.hasAssertions();
    const first = await member('comes');
    const { accountId } = first;
    const visitor = server.visitor();
    const body = { organization, login: 'comes', password: goodPassword };
    const [{ id: organizationId } = { id: '' }] = await askDatabase<{ id: string }>(
      server,
      'select id from organization',
    );
    expectTrace(await traceOf(visitor, sessions.signIn, { body: { ...body, password: another } }), [
      entry('session.refused', null, 'account', accountId),
    ]);
    expectTrace(await traceOf(visitor, sessions.signIn, { body: { ...body, login: 'nobody.at.all' } }), [
      entry('session.refused', null, 'organization', organizationId),
    ]);
    const signedIn = await traceOf(visitor, sessions.signIn, { body });
    const session = visitor.cookie().split('.')[1];
    expectTrace(signedIn, [entry('session.started', accountId, 'session', session)]);
    expectTrace(await traceOf(visitor, sessions.getSession), []);
    const again = await traceOf(visitor, sessions.confirmPassword, { body: { password: goodPassword } });
    expectTrace(again, [entry('session.confirmed', accountId, 'session', session)]);
    const other = server.visitor();
    await other.call(sessions.signIn, { body });
    const otherId = other.cookie().split('.')[1];
    const endsOther = [entry('session.ended', accountId, 'session', otherId)];
    expectTrace(await traceOf(visitor, sessions.endOneSession, { id: otherId ?? '' }), endsOther);
    expectTrace(await traceOf(visitor, sessions.endOtherSessions), [
      entry('session.ended', accountId, 'session', first.cookie().split('.')[1]),
    ]);
    expectTrace(await traceOf(visitor, sessions.signOut), [
      entry('session.ended', accountId, 'session', session),
    ]);
  });

  it('the language of one’s own account', async () => {
    expect.hasAssertions();
    const visitor = await member('speaks');
    const { accountId } = visitor;
    const change = { body: { language: 'it' } };
    expectTrace(await traceOf(visitor, changeMe, change), [
      entry('account.changed', accountId, 'account', accountId, 'language'),
    ]);
    expectTrace(await traceOf(visitor, changeMe, change), []);
  });

  it('a password changed, a reset asked for and done', async () => {
    expect.hasAssertions();
    const visitor = await member('forgets');
    const { accountId } = visitor;
    expectTrace(
      await traceOf(visitor, sessions.changePassword, { body: { current: goodPassword, password: another } }),
      [entry('password.changed', accountId, 'account', accountId, 'password')],
    );
    expectTrace(
      await traceOf(server.visitor(), sessions.askForPasswordReset, {
        body: { organization, login: 'forgets' },
      }),
      [entry('password.reset_asked', null, 'account', accountId)],
    );
    await askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);
    const token = await resetTokenOf(server, { organization, login: 'forgets' });
    expectTrace(
      await traceOf(server.visitor(), sessions.completePasswordReset, {
        body: { token, password: goodPassword },
      }),
      [entry('password.reset', accountId, 'account', accountId, 'password')],
    );
  });

  it('a change of email asked for, taken back, refused, confirmed twice', async () => {
    expect.hasAssertions();
    const visitor = await member('moves');
    const { accountId } = visitor;
    const noted = (act: string, actor: string | null, ...fields: string[]) =>
      entry(act, actor, 'account', accountId, ...fields);
    const ask = async () => {
      await askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);
      const traced = await traceOf(visitor, emailChange.askForEmailChange, {
        body: { email: 'moved@elsewhere.example' },
      });
      expectTrace(traced, [noted('email.change_asked', accountId, 'email')]);
      return emailChangeTokensOf(server, accountId);
    };
    await ask();
    const takenBack = await traceOf(visitor, emailChange.cancelEmailChange);
    expectTrace(takenBack, [noted('email.change_cancelled', accountId)]);
    const body = { token: (await ask()).old };
    const refused = await traceOf(server.visitor(), emailChange.refuseEmailChange, { body });
    expectTrace(refused, [noted('email.change_refused', null)]);
    const tokens = await ask();
    const confirmed = noted('email.confirmed', accountId, 'email');
    const one = { body: { token: tokens.new } };
    expectTrace(await traceOf(server.visitor(), emailChange.confirmEmailChange, one), [confirmed]);
    const two = { body: { token: tokens.old } };
    expectTrace(await traceOf(server.visitor(), emailChange.confirmEmailChange, two), [
      noted('email.changed', accountId, 'email'),
      confirmed,
    ]);
  });

  it('a grant given, changed and withdrawn', async () => {
    expect.hasAssertions();
    const { accountId } = await member('gets');
    const given = await traceOf(founder, grants.grantPermission, {
      body: { account: accountId, application: 'settings', permission: 'access', reason: 'a secret reason' },
    });
    const id = String(given.answer.body['id']);
    expectTrace(given, [entry('grant.granted', founderId, 'grant', id, 'settings:access')]);
    const change = { id, body: { version: 1, from: null, until: '2999-01-01' } };
    expectTrace(await traceOf(founder, grants.changeGrant, change), [
      entry('grant.changed', founderId, 'grant', id, 'from', 'until'),
    ]);
    expectTrace(await traceOf(founder, grants.changeGrant, change), []);
    expectTrace(await traceOf(founder, grants.revokeGrant, { id }), [
      entry('grant.revoked', founderId, 'grant', id),
    ]);
  });

  it('a key made and ended, an export', async () => {
    expect.hasAssertions();
    const body = { name: 'A secret reason', permissions: ['settings:access'] };
    const made = await traceOf(founder, createApiKey, { body });
    const { id } = made.answer.body['apiKey'] as { id: string };
    expectTrace(made, [entry('api_key.created', founderId, 'api_key', id, 'settings:access')]);
    expectTrace(await traceOf(founder, revokeApiKey, { id }), [
      entry('api_key.revoked', founderId, 'api_key', id),
    ]);
    for (const route of [listApiKeys, listActivity]) expectTrace(await traceOf(founder, route), []);
    const [{ id: organizationId } = { id: '' }] = await askDatabase<{ id: string }>(
      server,
      'select id from organization',
    );
    expectTrace(await traceOf(founder, exportActivity), [
      entry('activity.exported', founderId, 'organization', organizationId),
    ]);
    expectTrace(await traceOf(founder, exportAccounts), [
      entry('account.exported', founderId, 'organization', organizationId),
    ]);
  });

  it('a mail looked at in the outbox, once an hour', async () => {
    expect.hasAssertions();
    await invite('none').then(({ invitation }) =>
      founder.call(invitations.resendInvitation, { params: { id: invitation } }),
    );
    const kept = async () =>
      (await founder.call(listOutbox, {})).items.find((mail) => mail.kind === 'invitation');
    await vi.waitUntil(async () => (await kept()) !== undefined, 5000);
    const { id = '' } = (await kept()) ?? {};
    expectTrace(await traceOf(founder, listOutbox), []);
    const head = { ...getOutboxMail, method: 'HEAD' as 'GET' };
    expectTrace(await traceOf(founder, head, { id }), []);
    expectTrace(await traceOf(founder, getOutboxMail, { id }), [entry('mail.viewed', founderId, 'mail', id)]);
    expectTrace(await traceOf(founder, getOutboxMail, { id }), []);
    await askDatabase(
      server,
      `update activity set at = at - interval '61 minutes' where action = 'mail.viewed'`,
    );
    const before = await entries();
    await Promise.all([1, 2, 3].map(() => send(founder, getOutboxMail, { id })));
    expect((await entries()).length - before.length).toBe(1);
  });

  it('an identity handed in and changed, a form changed', async () => {
    expect.hasAssertions();
    const names = { given_name: 'Marta', family_name: 'Oliveira' };
    const handIn = (visitor: Visitor, fields: object) =>
      traceOf(visitor, identities.submitMyIdentity, { body: { fields } });
    expectTrace(await traceOf(founder, identities.saveMyIdentity, { body: { fields: names } }), []);
    expectTrace(await handIn(founder, {}), [
      entry('identity.validated', founderId, 'account', founderId, 'given_name', 'family_name'),
    ]);
    expectTrace(await handIn(founder, { title: 'Head of the house' }), [
      entry('identity.changed', founderId, 'account', founderId, 'title'),
    ]);
    expectTrace(await handIn(founder, { given_name: 'Martha' }), [
      entry('identity.submitted', founderId, 'account', founderId, 'given_name'),
    ]);
    expectTrace(await traceOf(founder, identities.getMyIdentity), []);
    const { sections } = await founder.call(getIdentityForm, {});
    const [{ id: organizationId } = { id: '' }] = await askDatabase<{ id: string }>(
      server,
      'select id from organization',
    );
    expectTrace(
      await traceOf(founder, changeIdentityForm, { body: { version: 1, sections: sections.slice(0, 3) } }),
      [
        entry(
          'identity.form_changed',
          founderId,
          'organization',
          organizationId,
          ...['title', 'department', 'start_date', 'end_date'],
        ),
      ],
    );
  });

  it('a setting, the logo and the words of a mail changed; a test mail asked for', async () => {
    expect.hasAssertions();
    const [row] = await askDatabase<{ id: string }>(server, 'select id from organization');
    const noted = (act: string, ...fields: string[]) => [
      entry(`organization.${act}`, founderId, 'organization', row?.id, ...fields),
    ];
    const change = { body: { version: 1, reminders: 1 } };
    expectTrace(await traceOf(founder, settings.changeOrganization, change), noted('changed', 'reminders'));
    expectTrace(await traceOf(founder, settings.changeOrganization, change), []);
    const picture = { body: samplePicture() };
    expectTrace(await traceOf(founder, settings.changeLogo, picture), noted('logo_changed', 'logo'));
    expectTrace(await traceOf(founder, settings.removeLogo), noted('logo_removed', 'logo'));
    expectTrace(await traceOf(founder, settings.removeLogo), []);
    const which = { kind: 'invitation', language: 'en', version: 0 };
    const words = { subject: null, heading: 'Come in', body: null, button: null };
    expectTrace(
      await traceOf(founder, mailTexts.changeMailText, { body: { ...which, words } }),
      noted('mail_text_changed', 'heading'),
    );
    expectTrace(
      await traceOf(founder, mailTexts.resetMailText, { body: { ...which, version: 1 } }),
      noted('mail_text_reset', 'heading'),
    );
    expectTrace(await traceOf(founder, sendTestMail), noted('test_mail_sent'));
  });

  it('an identity registered, reviewed, looked at, asked for', async () => {
    expect.hasAssertions();
    const { accountId: id } = await makeMember(server, {
      slug: organization,
      username: 'gets.registered',
      identity: 'none',
    });
    const noted = (act: string, ...fields: string[]) => [
      entry(`identity.${act}`, founderId, 'account', id, ...fields),
    ];
    const request = { body: { accounts: [id] } };
    expectTrace(await traceOf(founder, identities.askForIdentities, request), noted('asked'));
    expectTrace(await traceOf(founder, identities.askForIdentities, request), []);
    const draft = { id, body: { fields: { given_name: 'Anna', tax_code: 'RSSNNA91D52L424T' } } };
    expectTrace(
      await traceOf(founder, identities.saveIdentity, draft),
      noted('drafted', 'given_name', 'tax_code'),
    );
    expectTrace(await traceOf(founder, identities.saveIdentity, draft), []);
    const whole = { id, body: { fields: { family_name: 'Rossi' } } };
    const registered = await traceOf(founder, identities.registerIdentity, whole);
    expectTrace(registered, noted('registered', 'given_name', 'family_name', 'tax_code'));
    await askDatabase(
      server,
      `update identity set pending_state = 'submitted', pending_news = 'first' where account_id = $1`,
      [id],
    );
    expectTrace(
      await traceOf(founder, reviews.revealField, { id, body: { field: 'tax_code' } }),
      noted('revealed', 'tax_code'),
    );
    for (const route of [reviews.getReview, reviews.listReviews, identities.getIdentity]) {
      expectTrace(await traceOf(founder, route, { id }), []);
    }
    const reasons = { tax_code: 'Please compare it with the card.' };
    expectTrace(
      await traceOf(founder, reviews.returnIdentity, { id, body: { version: 2, reasons } }),
      noted('returned', 'tax_code'),
    );
  });

  it('an identity in force that is asked to be looked at again, and said to be right', async () => {
    expect.hasAssertions();
    const asked = await member('is.asked');
    const noted = (act: string, actor: string, ...fields: string[]) => [
      entry(`identity.${act}`, actor, 'account', asked.accountId, ...fields),
    ];
    const request = { id: asked.accountId, body: { fields: ['phone'], note: 'New number?' } };
    expectTrace(
      await traceOf(founder, updates.askForUpdate, request),
      noted('update_asked', founderId, 'phone'),
    );
    expectTrace(await traceOf(founder, updates.askForUpdate, request), []);
    expectTrace(await traceOf(asked, updates.confirmMyIdentity), noted('confirmed', asked.accountId));
    expectTrace(await traceOf(asked, updates.confirmMyIdentity), []);
  });

  it('the life of an account, to its erasure', async () => {
    expect.hasAssertions();
    const { accountId: id } = await member('lives.here');
    const noted = (act: string, ...fields: string[]) => [
      entry(`account.${act}`, founderId, 'account', id, ...fields),
    ];
    const change = { id, body: { version: 1, population: 'external', language: 'en' } };
    expectTrace(await traceOf(founder, people.changeAccount, change), noted('changed', 'population'));
    const acts = [
      [people.suspendAccount, 'suspended'],
      [people.reactivateAccount, 'reactivated'],
      [people.closeAccount, 'closed'],
    ] as const;
    for (const [route, act] of acts) {
      expectTrace(await traceOf(founder, route, { id }), noted(act));
      expectTrace(await traceOf(founder, route, { id }), []);
      expectTrace(await traceOf(founder, people.getAccount, { id }), []);
    }
    expectTrace(await traceOf(founder, people.eraseAccount, { id }), noted('erased'));
    expectTrace(await traceOf(founder, people.eraseAccount, { id }), []);
  });

  it('an import, by each act on it: one entry, however many it is about', async () => {
    const second = await makeMember(server, {
      slug: organization,
      username: 'second',
      permissions: ['user-registration:can_bulk_invite'],
    });
    await askDatabase(server, 'update organization_settings set import_approval_rows = 1');
    const identity = {
      'identity.given_name': 'Anna',
      'identity.family_name': 'Rossi',
      'identity.tax_code': 'CODE-1',
    };
    const rows = [{ email: 'many1@people.example', ...identity }, { email: 'many2@people.example' }];
    const started = await traceOf(founder, imports.startImport, { body: { rows } });
    const id = String(started.answer.body['id']);
    const noted = (act: string, actor = founderId) => [entry(`import.${act}`, actor, 'import', id)];
    const until = (state: string) =>
      vi.waitUntil(async () => (await founder.call(imports.getImport, { params: { id } })).state === state, {
        timeout: 10_000,
        interval: 30,
      });
    const put = (state: string) =>
      askDatabase(server, 'update import set state = $2 where id = $1', [id, state]);
    expectTrace(started, noted('started'));
    await until('planned');
    const columns = [{ index: 0, target: 'email' }];
    expectTrace(await traceOf(founder, imports.mapImport, { id, body: { columns } }), noted('mapped'));
    await until('planned');
    const { planHash } = await founder.call(imports.getImport, { params: { id } });
    const body = { planHash };
    expectTrace(await traceOf(founder, importPlan.applyImport, { id, body }), noted('applied'));
    const approved = await traceOf(second, importPlan.approveImport, { id, body });
    expectTrace(approved, noted('approved', second.accountId));
    await until('done');
    await put('applying');
    expectTrace(await traceOf(founder, importPlan.pauseImport, { id }), noted('paused'));
    expectTrace(await traceOf(founder, importPlan.resumeImport, { id }), noted('resumed'));
    await until('done');
    const look = { id, body: { target: 'identity.tax_code' } };
    expectTrace(await traceOf(founder, importPlan.revealImportCell, look), []);
    const looked = await traceOf(second, importPlan.revealImportCell, look);
    expectTrace(looked, [entry('import.revealed', second.accountId, 'import', id, 'tax_code')]);
    await put('paused');
    expectTrace(await traceOf(founder, importPlan.cancelImport, { id }), noted('cancelled'));
    expectTrace(await traceOf(founder, importPlan.undoImport, { id, body: {} }), noted('undone'));
    expect(await until('undone')).toBe(true);
  });

  it('an export of somebody, and the founder’s role handed over', async () => {
    expect.hasAssertions();
    const { accountId: id } = await member('takes.over');
    const exported = [entry('account.data_exported', founderId, 'account', id)];
    expectTrace(await traceOf(founder, exportPerson, { id }), exported);
    expectTrace(await traceOf(founder, people.handOverFounding, { body: { account: id } }), [
      entry('organization.handed_over', founderId, 'account', id),
    ]);
  });

  it('and each act there is was seen here, but those that need a mail server, a right lost half-way, or an hourly job', () => {
    expect(activityActions.filter((action) => !seen.has(action))).toEqual([
      'organization.mail_server_changed',
      'organization.mail_server_removed',
      'invitation.bounced',
      'import.undo_stopped',
      'identity.emptied',
    ]);
  });
});

describe('names no field that its page has no words for', () => {
  // What this file changed, and what else may be changed: nobody names a field twice, but here as there.
  const changeable = [
    ...[settings.changeOrganization, settings.changeSender, changeMailServer, changes.editInvitation],
    people.changeAccount,
  ].flatMap(({ body }) => Object.keys(body.shape));
  const marks = ['version', 'revision'];

  it.each(languages)('in "%s"', async (language) => {
    const noted = await askDatabase<{ name: string }>(
      server,
      `select unnest(fields) as name from activity where action not like 'identity.%' and action <> 'import.revealed'
       union select jsonb_object_keys(before) from activity_detail
       union select jsonb_object_keys(after) from activity_detail`,
    );
    const isPermission = (name: string) => name.includes(':');
    const names = new Set([...noted.map(({ name }) => name), ...changeable, ...mailTexts.mailTextFields]);
    const texts = readTexts(language, 'activity');
    const missing = [...names].filter((name) => !isPermission(name) && !texts.has(`field.${name}`));
    expect(missing.filter((name) => !marks.includes(name))).toEqual([]);
  });
});

it('holds no secret, no address and no value', async () => {
  const rows = await askDatabase(server, 'select activity::text as row from activity');
  const text = JSON.stringify(rows);
  for (const secret of [goodPassword, another, 'a secret reason', 'people.example', 'nobody.at.all'])
    expect(text).not.toContain(secret);
  expect(text).not.toMatch(/[\w-]{43}/);
});
