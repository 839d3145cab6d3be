import { expect, test } from 'vitest';
import type { FormField } from '../../../contract/identity-form.ts';
import { changesOf, isEmpty } from './field-draft.ts';

const field = (key: string, type: FormField['type']): FormField => ({
  key,
  type,
  label: { en: key },
  required: false,
  verified: false,
  sensitive: false,
  sees: 'reviewers',
  edits: 'everybody',
  retentionMonths: null,
});

test('sends what was touched, and null for what was emptied', () => {
  const fields = [
    field('given_name', 'text'),
    field('height', 'number'),
    field('home', 'address'),
    field('skills', 'choices'),
    field('newsletter', 'boolean'),
  ];
  const drafts = {
    given_name: '',
    height: '1,75',
    home: { street: 'Via Roma 1', city: '' },
    skills: [],
    newsletter: false,
  };
  expect(changesOf({ fields }, drafts, new Set(Object.keys(drafts)))).toEqual({
    given_name: null,
    height: 1.75,
    home: { street: 'Via Roma 1' },
    skills: null,
    newsletter: false,
  });
  expect(changesOf({ fields }, drafts, new Set(['height']))).toEqual({ height: 1.75 });
});

test('leaves it to the server to say that something is no number', () => {
  expect(changesOf({ fields: [field('height', 'number')] }, { height: 'tall' }, new Set(['height']))).toEqual(
    { height: 'tall' },
  );
});

test('knows what is empty', () => {
  expect([undefined, '', [], {}, { city: '' }].map(isEmpty)).toEqual([true, true, true, true, true]);
  expect(['x', false, 0, ['a'], { city: 'Rome' }].map(isEmpty)).toEqual([false, false, false, false, false]);
});
