import { expect, test } from 'vitest';
import { changeIdentityForm, type FormField } from '../../../contract/identity-form.ts';
import {
  changeField,
  changeSection,
  moveField,
  moveFieldTo,
  moveSection,
  removeField,
} from './change-form.ts';
import { editedForm, newChoice, newField, newSection, type EditedForm } from './edited-form.ts';
import { formRequest } from './form-request.ts';
import { countProblems, placeProblems, problemAt } from './place-problems.ts';

const field = (key: string, special: Partial<FormField> = {}): FormField => ({
  ...{ key, type: 'text', label: { en: key, it: key }, required: false, verified: false, sensitive: false },
  ...{ sees: 'reviewers', edits: 'everybody', retentionMonths: null },
  ...special,
});
const section = (key: string, fields: FormField[]) => ({ key, label: { en: key }, fields });
const gender = ['female', 'male'].map((value) => ({ value, label: { en: value } }));
const saved = {
  allowsAlias: false,
  sections: [
    section('who_you_are', [
      field('given_name', { required: true, format: 'person_name', hint: { en: 'As on the card' } }),
      field('family_name', { retentionMonths: 24, purpose: { en: 'To tell people apart', it: 'Perché' } }),
      field('born', { type: 'date', range: { min: '1900-01-01', max: 'today' } }),
      field('gender', { type: 'choice', choices: gender }),
    ]),
    section('contact', [
      field('phone', { type: 'phone', sensitive: true }),
      field('address', { type: 'address' }),
    ]),
    section('documents', [
      field('number', { length: { max: 40 } }),
      field('weight', { type: 'number', range: { min: 0.5 } }),
    ]),
    section('work', [field('title'), field('end')]),
  ],
};
const start = editedForm(saved);
const keysOf = ({ sections }: EditedForm) => sections.map(({ fields }) => fields.map(({ key }) => key));
const order = (form: EditedForm) => form.sections.map(({ key }) => key);

test('an untouched form is sent as it was', () => {
  expect(formRequest(start, 'en')).toEqual({ allowsAlias: false, sections: saved.sections });
});

test('what is new gets keys of its own from its names, in the language of the organization', () => {
  const choices = ['Rosso fuoco', 'Über-blau', 'Über blau', '蓝'].map((label) => ({
    ...newChoice(),
    label: { it: label },
  }));
  const badge = { ...newField(), type: 'choice' as const, label: { en: 'Badge', it: 'Tesserino' }, choices };
  const phone = { ...newField(), label: { it: 'Phone', en: '' } };
  const alias = { ...newField(), label: { it: 'Alias' } };
  const added = { ...newSection(), label: { it: '3° piano' }, fields: [badge, phone, alias] };
  const request = formRequest({ ...start, sections: [...start.sections, added] }, 'it');
  const sent = request.sections.at(-1);
  expect(sent?.key).toBe('piano');
  expect(sent?.fields.map(({ key }) => key)).toEqual(['tesserino', 'phone_2', 'alias_2']);
  expect(sent?.fields[1]?.label).toEqual({ it: 'Phone' });
  expect(sent?.fields[0]?.choices?.map(({ value }) => value)).toEqual([
    'rosso_fuoco',
    'uber_blau',
    'uber_blau_2',
    'choice',
  ]);
  expect(changeIdentityForm.body.safeParse({ version: 1, ...request }).error).toBeUndefined();
});

test('sends of a field what its type can have, and what is no number as one that is refused', () => {
  const change = {
    type: 'long_text',
    format: 'digits',
    min: ' 2 ',
    max: 'many',
    choices: [newChoice()],
  } as const;
  const request = formRequest(changeField(start, 'field title', change), 'en');
  const sent = request.sections[3]?.fields[0];
  expect(sent).toMatchObject({ type: 'long_text', length: { min: 2, max: Number.NaN } });
  expect(sent).not.toHaveProperty('format');
  expect(sent).not.toHaveProperty('choices');
  const { error } = changeIdentityForm.body.safeParse({ version: 1, ...request });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['sections.3.fields.0.length.max']);
});

test('fields move one place, and from the edge of a section into the next', () => {
  expect(keysOf(moveField(start, 'field family_name', -1))[0]?.slice(0, 2)).toEqual([
    'family_name',
    'given_name',
  ]);
  const over = keysOf(moveField(start, 'field phone', -1));
  expect([over[0]?.at(-1), over[1]]).toEqual(['phone', ['address']]);
  expect(keysOf(moveField(start, 'field address', 1))[2]?.[0]).toBe('address');
  expect(moveField(start, 'field given_name', -1)).toEqual(start);
  expect(moveField(start, 'field end', 1)).toEqual(start);
  expect(keysOf(moveFieldTo(start, 'field phone', 'section work'))[3]?.at(-1)).toBe('phone');
  expect(order(moveSection(start, 'section contact', 1))).toEqual([
    'who_you_are',
    'documents',
    'contact',
    'work',
  ]);
  expect(moveSection(start, 'section work', 1)).toEqual(start);
});

test('a problem stands at its field, wherever that has gone meanwhile', () => {
  const unnamed = changeField(start, 'field gender', { label: {} });
  const choice = unnamed.sections[0]?.fields[3]?.choices[1]?.id ?? '';
  const problems = placeProblems(changeSection(unnamed, 'section work', { label: {} }), {
    'sections.0.fields.3.label': 'Needed.',
    'sections.0.fields.3.choices.1.label': 'Too long.',
    'sections.3.label': 'Needed, too.',
    sections: 'The form needs names.',
  });
  expect(problemAt(problems, 'field gender', 'label')).toBe('Needed.');
  expect(problemAt(problems, choice, 'label')).toBe('Too long.');
  expect(problemAt(problems, 'section work', 'label')).toBe('Needed, too.');
  expect(problems['form']).toBe('The form needs names.');
  expect(countProblems(problems, ['field gender', choice])).toBe(2);
  expect(countProblems(problems, ['field title'])).toBe(0);
  expect(removeField(unnamed, 'field gender').sections[0]?.fields).toHaveLength(3);
});
