import { expect, test } from 'vitest';
import texts from '../locales/en/errors.json' with { type: 'json' };
import { accentColorProblems } from './accent-color.ts';
import { emailProblems } from './email-address.ts';
import { mailTextProblems } from './mail-texts.ts';
import { passwordProblemCodes } from './password-rules.ts';
import { messageProblems, nameProblems } from './plain-text.ts';
import { slugProblems } from './slug.ts';
import { usernameProblems } from './username.ts';

const codes = [
  ...emailProblems.map((reason) => `email.${reason}`),
  ...usernameProblems.map((reason) => `username.${reason}`),
  ...slugProblems.map((reason) => `slug.${reason}`),
  ...nameProblems.map((reason) => `name.${reason}`),
  ...messageProblems.map((reason) => `message.${reason}`),
  ...accentColorProblems.map((reason) => `accentColor.${reason}`),
  ...mailTextProblems.map((reason) => `mailText.${reason}`),
  ...passwordProblemCodes,
];

test.each(codes)('%s has a text', (code) => {
  const [field = '', reason = ''] = code.split('.');
  const catalog = new Map(Object.entries(texts).map(([key, group]) => [key, new Map(Object.entries(group))]));
  const group = catalog.get(field);
  // A text with a number in it has a form per plural.
  expect(group?.get(reason) ?? group?.get(`${reason}_other`)).toBeTypeOf('string');
});
