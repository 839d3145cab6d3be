import { expect, it } from 'vitest';
import { jsonText } from './json-text.ts';

it('writes rows as they are', () => {
  const rows = [{ id: 'a', at: new Date(0), none: null, words: ['ö', '\\ud800', '👋'] }];
  expect(jsonText(rows)).toBe(JSON.stringify(rows));
});

it('keeps half a surrogate pair and NUL from the database, which would refuse them', () => {
  expect(JSON.parse(jsonText([{ text: 'a\ud800b\udc00c\0d' }]))).toEqual([{ text: 'a�b�c�d' }]);
});
