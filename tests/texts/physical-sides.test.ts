import { expect, test } from 'vitest';
import { sidesInCode, sidesInStyles, unflippedIcons } from './physical-sides.ts';
import { sourceFiles } from './source-files.ts';

test('pages know no left and right, so that they can be mirrored', () => {
  expect(sourceFiles('web/**/*.css').flatMap(sidesInStyles)).toEqual([]);
  expect(sourceFiles('web/**/*.tsx', 'web/theme.ts').flatMap(sidesInCode)).toEqual([]);
});

test('finds a side in a style sheet', () => {
  const text = '.a {\n  margin-left: 8px; /* right: */\n  inset-inline-start: 0;\n  text-align: right;\n}';
  expect(sidesInStyles({ path: 'a.css', text })).toEqual([
    'a.css:2: margin-left:',
    'a.css:4: text-align: right',
  ]);
});

test('finds a side in code', () => {
  const text = '<Box ml={8} ms={8} ta="left" style={{ paddingRight: 4, textAlign: "start" }} />';
  expect(sidesInCode({ path: 'a.tsx', text })).toEqual([
    'a.tsx:1: ml',
    'a.tsx:1: ta',
    'a.tsx:1: paddingRight',
  ]);
});

test('icons that point along the line are mirrored with it', () => {
  expect(sourceFiles('web/**/*.tsx').flatMap(unflippedIcons)).toEqual([]);
  const text = '<p><IconArrowRight /><IconArrowRight className="flip" /><IconArrowUp /></p>';
  expect(unflippedIcons({ path: 'a.tsx', text })).toEqual(['a.tsx:1: IconArrowRight']);
});
