import { afterAll, beforeAll, expect, it } from 'vitest';
import * as identities from '../../../contract/identities.ts';
import { changeIdentityForm, type FormSection, getIdentityForm } from '../../../contract/identity-form.ts';
import { validateIdentity } from '../../../contract/identity-reviews.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import { createTexts } from '../../platform/texts.ts';
import { emptyDueFields } from './empty-due-fields.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const given = {
  given_name: 'Anna',
  family_name: 'Rossi',
  tax_code: 'RSSNNA91D52L424T',
  place_of_birth: 'Trieste',
  title: 'Librarian',
};

let people = 0;
async function validated(fields: identities.FieldChanges = given) {
  people += 1;
  const person = await makeMember(server, {
    slug: founder.slug,
    username: `person${people}`,
    identity: 'none',
  });
  await person.call(identities.submitMyIdentity, { body: { fields } });
  await founder.call(validateIdentity, { params: { id: person.accountId }, body: { version: 1 } });
  return person;
}

async function changeForm(change: (sections: FormSection[]) => FormSection[]) {
  const { version, sections } = await founder.call(getIdentityForm);
  await founder.call(changeIdentityForm, { body: { version, sections: change(sections) } });
}

async function runJob() {
  const [row] = await askDatabase<{ id: string }>(server, 'select id from organization');
  const organizationId = row?.id ?? '';
  const parts = { db: server.foyer.database.db, texts: createTexts() };
  await emptyDueFields(parts, { organizationId, id: organizationId });
}

const heldBy = async ({ accountId }: { readonly accountId: string }) => {
  const rows = await askDatabase<{ keys: string[] }>(
    server,
    `select array(select jsonb_object_keys(fields || sealed) order by 1) as keys
     from identity_version where account_id = $1 order by version`,
    [accountId],
  );
  return rows.flatMap(({ keys }) => keys);
};
const close = async ({ accountId }: { readonly accountId: string }, since: string) => {
  await askDatabase(server, `update account set state = 'closed' where id = $1`, [accountId]);
  await askDatabase(server, `update account set closed_at = now() - $2::interval where id = $1`, [
    accountId,
    since,
  ]);
};

it('deletes of closed accounts what was to be kept so long and no longer, names included', async () => {
  const kept: Readonly<Record<string, number>> = { tax_code: 6, family_name: 12, title: 120 };
  await changeForm((sections) =>
    sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => ({ ...field, retentionMonths: kept[field.key] ?? null })),
    })),
  );
  const [here, lately, longAgo] = [await validated(), await validated(), await validated()];
  await close(lately, '7 months');
  await close(longAgo, '13 months');
  await runJob();
  const all = Object.keys(given).toSorted();
  expect(await heldBy(here)).toEqual(all);
  expect(await heldBy(lately)).toEqual(all.filter((key) => key !== 'tax_code'));
  expect(await heldBy(longAgo)).toEqual(['given_name', 'place_of_birth', 'title']);
  const names = await askDatabase<{ name: string }>(
    server,
    'select display_name as name from identity where account_id = any($1) order by account_id',
    [[lately.accountId, longAgo.accountId]],
  );
  expect(names.map(({ name }) => name)).toEqual(['Anna Rossi', 'Anna']);
  const entries = () =>
    askDatabase<{ fields: string[] }>(
      server,
      `select subject_id, fields from activity where action = 'identity.emptied' order by subject_id, id`,
    );
  const noted = await entries();
  expect(noted.map(({ fields }) => fields).toSorted()).toEqual([['family_name'], ['tax_code'], ['tax_code']]);
  await runJob();
  expect(await entries()).toEqual(noted);
});

it('an account that is open again is not one that was closed', async () => {
  const anna = await validated();
  await close(anna, '5 years');
  await askDatabase(server, `update account set state = 'active' where id = $1`, [anna.accountId]);
  await runJob();
  expect(await heldBy(anna)).toContain('tax_code');
});

it('what a removed field held is hidden at once, comes back with it, and is gone after 30 days', async () => {
  const anna = await validated();
  const without = (sections: FormSection[]) =>
    sections.map((section) => ({
      ...section,
      fields: section.fields.filter(({ key }) => key !== 'place_of_birth'),
    }));
  const { sections: before } = await founder.call(getIdentityForm);
  const field = before[0]?.fields.find(({ key }) => key === 'place_of_birth');
  if (!field) throw new Error('the form asks where people were born');
  const seen = async () => Object.keys((await anna.call(identities.getMyIdentity)).fields);
  await changeForm(without);
  expect(await seen()).not.toContain('place_of_birth');
  await runJob();
  expect(await heldBy(anna)).toContain('place_of_birth');

  const asNumber = { ...field, type: 'number' as const, length: undefined };
  const back = (one: typeof field) =>
    changeForm((sections) =>
      sections.map((section, at) => (at === 0 ? { ...section, fields: [...section.fields, one] } : section)),
    );
  expect(await outcomeOf(back(asNumber))).toMatchObject({ status: 422 });
  await back(field);
  expect(await seen()).toContain('place_of_birth');

  await changeForm(without);
  await askDatabase(server, `update identity_form set changed_at = changed_at - interval '31 days'`);
  await runJob();
  expect(await heldBy(anna)).toEqual(
    Object.keys(given)
      .filter((key) => key !== 'place_of_birth')
      .toSorted(),
  );
  await back(asNumber);
});
