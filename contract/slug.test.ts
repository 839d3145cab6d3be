import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveSlug, slugSchema } from './slug.ts';

function codeOf(input: unknown): unknown {
  const issue = slugSchema.safeParse(input).error?.issues[0];
  return issue?.code === 'custom' ? issue.params?.['code'] : issue?.code;
}

test('is kept in lower case', () => {
  expect(slugSchema.parse(' Alder-Institute ')).toBe('alder-institute');
});

test.each([
  ['', 'slug.empty'],
  ['a', 'slug.too_short'],
  ['a'.repeat(64), 'slug.too_long'],
  ['a'.repeat(100_000), 'slug.too_long'],
  ['alder institute', 'slug.characters'],
  ['alder.institute', 'slug.characters'],
  ['alder/..', 'slug.characters'],
  ['älder', 'slug.characters'],
  ['\u212Aiel', 'slug.characters'],
  ['-alder', 'slug.edges'],
  ['alder-', 'slug.edges'],
  ['xn--alder', 'slug.edges'],
  [5, 'invalid_type'],
])('refuses %j: %s', (input, code) => {
  expect(codeOf(input)).toBe(code);
});

describe('is derived from a name', () => {
  test.each([
    ['Alder Institute', 'alder-institute'],
    ['Société Générale & Cie.', 'societe-generale-cie'],
    ['St. Gallen_2', 'st-gallen-2'],
    ['東京大学', 'organization'],
    ['Q', 'q-organization'],
    ['', 'organization'],
    [
      'The Very Long Name Of An Organization That Never Ends And Goes On And On',
      'the-very-long-name-of-an-organization-that-never-ends-and-goes',
    ],
  ])('%j → %s', (name, slug) => {
    expect(deriveSlug(name)).toBe(slug);
  });

  test('that is valid, for any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom(...'aß ._-'), maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (name) => {
        expect(slugSchema.parse(deriveSlug(name))).toBe(deriveSlug(name));
      }),
      { numRuns: 2000 },
    );
  });
});
