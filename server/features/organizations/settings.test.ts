import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../contract/client.ts';
import type { RequestOf } from '../../../contract/define-route.ts';
import { getEntrance } from '../../../contract/organizations.ts';
import { getSession } from '../../../contract/sessions.ts';
import { changeOrganization, changeSender, getOrganization } from '../../../contract/settings.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

type Founder = Awaited<ReturnType<TestFoyer['found']>>;

let server: TestFoyer;
let founder: Founder;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const version = async () => (await founder.call(getOrganization)).version;

/** The codes of a refusal by field; its own code where no field is named. */
async function refusalOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiProblem)) throw new Error('was not refused');
  const { code, fields } = error.problem;
  return fields
    ? Object.fromEntries(Object.entries(fields).map(([path, [first]]) => [path, first?.code]))
    : code;
}

type Change = Omit<RequestOf<typeof changeOrganization>['body'], 'version'>;
const change = async (named: Change) =>
  founder.call(changeOrganization, { body: { version: await version(), ...named } });

describe('the settings of the organization', () => {
  it('begin as promised', async () => {
    expect(await founder.call(getOrganization)).toMatchObject({
      name: 'Alder Institute',
      slug: 'alder-institute',
      language: 'en',
      languages: ['en', 'it'],
      accentColor: null,
      logo: null,
      invitationDays: 7,
      reminderDays: 3,
      reminders: 2,
      dailyRecipients: null,
      sessionHours: 24,
      sessionIdleMinutes: 60,
      staySignedInDays: 30,
    });
  });

  it('change in what is named, and what they were is in the activity', async () => {
    const before = await version();
    const after = await change({ name: 'Alder House', invitationDays: 14, timeZone: 'Europe/Rome' });
    expect(after).toMatchObject({
      version: before + 1,
      name: 'Alder House',
      invitationDays: 14,
      reminders: 2,
    });
    expect((await founder.call(getSession)).organization).toMatchObject({
      name: 'Alder House',
      timeZone: 'Europe/Rome',
    });
    const [entry] = await askDatabase(
      server,
      `select fields, d.before, d.after from activity a join activity_detail d on d.activity_id = a.id
       where action = 'organization.changed' order by at desc limit 1`,
    );
    expect(entry).toEqual({
      fields: ['name', 'timeZone', 'invitationDays'],
      before: { name: 'Alder Institute', timeZone: 'UTC', invitationDays: 7 },
      after: { name: 'Alder House', timeZone: 'Europe/Rome', invitationDays: 14 },
    });
  });

  it('that stay as they are are no change', async () => {
    const before = await version();
    expect(await change({ reminders: 2 })).toMatchObject({ version: before });
  });

  it.each(['Europe/Kyiv', 'Europe/Kiev', 'Asia/Kolkata', 'Asia/Calcutta', 'Etc/UTC', 'UTC'])(
    'take %s, an old or a new name of a place',
    async (timeZone) => {
      expect(await change({ timeZone })).toMatchObject({ timeZone });
    },
  );

  it.each([
    [{ invitationDays: 0 }, { invitationDays: 'number.out_of_range' }],
    [{ invitationDays: 31 }, { invitationDays: 'number.out_of_range' }],
    [{ reminders: 1.5 }, { reminders: 'number.out_of_range' }],
    [{ sessionHours: 1, sessionIdleMinutes: 61 }, { sessionIdleMinutes: 'settings.idle_beyond_session' }],
    [{ language: 'fr' }, { language: 'settings.own_language_missing' }],
    [{ languages: ['en', 'fr'] }, { languages: 'language.unknown' }],
    [{ languages: ['it'] }, { languages: 'settings.own_language_missing' }],
    [{ languages: ['en', 'en'] }, { languages: 'request.invalid' }],
    [{ timeZone: 'Mars/Olympus' }, { timeZone: 'settings.unknown_time_zone' }],
    [{ timeZone: '+05:30' }, { timeZone: 'settings.unknown_time_zone' }],
    [{ timeZone: 'posix/Europe/Rome' }, { timeZone: 'settings.unknown_time_zone' }],
    [{ timeZone: "UTC'; drop table account" }, { timeZone: 'settings.unknown_time_zone' }],
    [{ accentColor: '#ffcc00' }, { accentColor: 'accentColor.too_light' }],
    [{ accentColor: 'plum' }, { accentColor: 'accentColor.not_a_color' }],
    [{ name: 'www.evil.example' }, { name: 'name.link' }],
    [{ name: 'Alder\r\nBcc: all@x.org' }, { name: 'name.control_character' }],
  ])('refuse %j', async (named, expected) => {
    expect(await refusalOf(change(named))).toEqual(expected);
  });

  it('show in both looks before sign-in, in the accent’s shades', async () => {
    await change({ accentColor: '#12457A', languages: ['en'] });
    const entrance = await server.visitor().call(getEntrance, { query: {} });
    expect(entrance.organization?.accent?.shades).toHaveLength(10);
    expect(entrance.organization?.accent?.shades[7]).toBe('#12457a');
    expect(entrance.languages).toEqual(['en']);
    expect((await founder.call(getSession)).organization.accent?.shades[7]).toBe('#12457a');
    await change({ accentColor: null, languages: ['en', 'it'] });
    expect((await founder.call(getSession)).organization.accent).toBeNull();
  });

  it('change once when two change the same version', async () => {
    const seen = await version();
    const names = ['First', 'Second', 'Third', 'Fourth'];
    const outcomes = await Promise.allSettled(
      names.map((name) => founder.call(changeOrganization, { body: { version: seen, name } })),
    );
    const won = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' ? [names[index]] : []));
    expect(won).toHaveLength(1);
    const after = await founder.call(getOrganization);
    expect(after).toMatchObject({ version: seen + 1, name: won[0] });
    expect(await refusalOf(founder.call(changeOrganization, { body: { version: seen, name: 'Late' } }))).toBe(
      'stale_version',
    );
  });
});

describe('the sender', () => {
  it('is the server’s where MAIL_FROM says so, and only answers to mails can be chosen', async () => {
    expect((await founder.call(getOrganization)).sender).toEqual({
      name: 'Foyer',
      address: 'foyer@foyer.example',
      fixedBy: 'MAIL_FROM',
    });
    const body = { version: await version(), senderName: 'Alder', senderAddress: null, replyTo: null };
    expect(await refusalOf(founder.call(changeSender, { body }))).toBe('not_possible_now');
    const replyTo = 'help@alder.example';
    const after = await founder.call(changeSender, { body: { ...body, senderName: null, replyTo } });
    expect(after.replyTo).toBe(replyTo);
  });

  it('needs a fresh sign-in (P17)', async () => {
    await askDatabase(server, `update session set fresh_at = now() - interval '11 minutes'`);
    const body = { version: await version(), senderName: null, senderAddress: null, replyTo: null };
    expect(await refusalOf(founder.call(changeSender, { body }))).toBe('fresh_sign_in_needed');
    await askDatabase(server, 'update session set fresh_at = now()');
  });
});
