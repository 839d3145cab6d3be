import { expect, test } from 'vitest';
import { hardCodedTexts } from './hard-coded-texts.ts';
import { codesWithoutText, writtenInMails } from './server-texts.ts';
import { sourceFiles } from './source-files.ts';

test('the pages hold no text of their own: it stands in locales/', () => {
  expect(sourceFiles('web/**/*.tsx').flatMap(hardCodedTexts)).toEqual([]);
});

test.each([
  ['<p>Hello</p>', 'Hello'],
  ['<p title="Hello" />', 'Hello'],
  ['<p aria-label={open ? "Close" : t("open")} />', 'Close'],
  ['<p>{open && "Hello"}</p>', 'Hello'],
  ['<p>{`Hello ${name}`}</p>', 'Hello'],
  ['<p onClick={() => showToast("Hello")} />', 'Hello'],
])('finds the text in %s', (text, found) => {
  expect(hardCodedTexts({ path: 'page.tsx', text })).toEqual([`page.tsx:1: "${found}"`]);
});

test.each(['<p title={t("hello")}>·</p>', '<p id="hello" data-x={`a`} />', '<p>{t("a")} &nbsp;12</p>'])(
  'finds none in %s',
  (text) => {
    expect(hardCodedTexts({ path: 'page.tsx', text })).toEqual([]);
  },
);

test('the mails hold no text of their own', () => {
  expect(sourceFiles('server/features/**/*.ts', 'server/platform/mail*.ts').flatMap(writtenInMails)).toEqual(
    [],
  );
});

test('finds the text in the markup of a mail', () => {
  const text = 'const mail = html`<p class="ink">\nDear ${name}</p>`;';
  expect(writtenInMails({ path: 'mail.ts', text })).toEqual(['mail.ts:1: "Dear"']);
});

test('every code that a field is refused with has a text', () => {
  expect(sourceFiles('server/**/*.ts').flatMap(codesWithoutText)).toEqual([]);
});
