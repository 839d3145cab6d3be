import { expect, it } from 'vitest';
import { createTexts } from '../../platform/texts.ts';
import { defaultForm } from './default-form.ts';

const texts = createTexts();

it('is made once for all, in every language', () => {
  const form = defaultForm(texts);
  expect(defaultForm(texts)).toBe(form);
  expect(Object.keys(form.sections[0]?.label ?? {}).toSorted()).toEqual([...texts.languages].toSorted());
});

it('lets nobody change what all organizations share', () => {
  const [section] = defaultForm(texts).sections;
  const choices = defaultForm(texts).sections.flatMap(({ fields }) =>
    fields.flatMap((field) => field.choices ?? []),
  );
  expect(() => Object.assign(section?.label ?? {}, { en: 'Mine' })).toThrow(TypeError);
  expect(() => section?.fields.pop()).toThrow(TypeError);
  expect(() => choices.map((choice) => Object.assign(choice.label, { en: 'Mine' }))).toThrow(TypeError);
});
