import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiProblem } from '../../../contract/client.ts';
import { changeIdentityForm, type FormSection, getIdentityForm } from '../../../contract/identity-form.ts';
import {
  getIdentityFormVersion,
  listIdentityFormVersions,
} from '../../../contract/identity-form-versions.ts';
import { getSession } from '../../../contract/sessions.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Visitor & { readonly slug: string };
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const version = (number: number) => founder.call(getIdentityFormVersion, { params: { version: number } });
const versions = async () => (await founder.call(listIdentityFormVersions)).items;
const change = async (to: (sections: FormSection[]) => FormSection[], allowsAlias?: boolean) => {
  const form = await founder.call(getIdentityForm);
  const body = {
    version: form.version,
    sections: to(form.sections),
    ...(allowsAlias !== undefined && { allowsAlias }),
  };
  return founder.call(changeIdentityForm, { body });
};
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => (error instanceof ApiProblem ? error.problem.status : error),
  );

it('says of each version when, by whom, and what became another; each can be read as it was', async () => {
  const first = await founder.call(getIdentityForm);
  const untouched = { added: [], changed: [], removed: [], rearranged: false, allowsAlias: null };
  expect(await versions()).toEqual([{ version: 1, changedAt: null, changedBy: null, ...untouched }]);
  expect(await version(1)).toEqual(first);

  await change((sections) =>
    sections.map((section) =>
      section.key !== 'contact'
        ? section
        : {
            ...section,
            fields: [
              ...section.fields
                .filter(({ key }) => key !== 'personal_email')
                .map((field) => (field.key === 'phone' ? { ...field, required: true } : field)),
              ...section.fields.slice(0, 1).map((field) => ({
                ...field,
                ...{ key: 'badge', label: { en: 'Badge', it: 'Tesserino' } },
              })),
            ],
          },
    ),
  );
  await change((sections) => sections.toReversed(), true);
  const [third, second, begin] = await versions();
  const { account } = await founder.call(getSession);
  const by = { changedBy: { id: account.id, name: account.name }, changedAt: expect.any(String) as unknown };
  expect(third).toMatchObject({ version: 3, ...untouched, rearranged: true, allowsAlias: true, ...by });
  expect(second).toMatchObject({ version: 2, rearranged: false, allowsAlias: null, ...by });
  const keys = (fields: readonly { readonly key: string }[] = []) => fields.map(({ key }) => key);
  expect([keys(second?.added), keys(second?.changed), keys(second?.removed)]).toEqual([
    ['badge'],
    ['phone'],
    ['personal_email'],
  ]);
  expect(second?.added[0]?.label).toEqual({ en: 'Badge', it: 'Tesserino' });
  expect(begin).toEqual({ version: 1, changedAt: null, changedBy: null, ...untouched });
  expect(await version(1)).toEqual(first);
  expect((await version(2)).sections.map(({ key }) => key)).toEqual(first.sections.map(({ key }) => key));
  expect(await version(3)).toEqual(await founder.call(getIdentityForm));
});

it('is for whoever opens the settings, and a version that never was is not found', async () => {
  expect(await refusal(version(99))).toBe(404);
  const member = await makeMember(server, { slug: founder.slug, username: 'noor' });
  expect(await refusal(member.call(listIdentityFormVersions))).toBe(403);
  expect(await refusal(member.call(getIdentityFormVersion, { params: { version: 1 } }))).toBe(403);
});

it('shows nothing of another organization', async () => {
  const other = await server.found('Beech House');
  expect((await other.call(listIdentityFormVersions)).items).toHaveLength(1);
  expect(await refusal(other.call(getIdentityFormVersion, { params: { version: 3 } }))).toBe(404);
});
