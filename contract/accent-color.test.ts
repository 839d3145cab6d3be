import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentPalette, judgeAccentColor } from './accent-color.ts';
import { contrast } from './contrast.ts';
import { oklchOf } from './oklch.ts';

const anyColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('an accent colour', () => {
  it('is kept when white words on it and links in it can be read', () => {
    expect(judgeAccentColor('#7A365F')).toEqual({ ok: true, value: '#7a365f' });
    expect(judgeAccentColor(' 0a5 ')).toMatchObject({ ok: false, reason: 'too_light' });
    expect(judgeAccentColor('036')).toEqual({ ok: true, value: '#003366' });
  });

  it.each(['', '#', 'plum', '#12345', '#1234567', 'rgb(1,2,3)', '#7a365f;', 'url(x)'])(
    'is no colour: %s',
    (input) => {
      expect(judgeAccentColor(input)).toEqual({ ok: false, reason: 'not_a_color' });
    },
  );

  it('that is too light comes with the nearest of its hue that works', () => {
    const verdict = judgeAccentColor('#00aaff');
    expect(verdict).toMatchObject({ ok: false, reason: 'too_light', contrast: 2.3 });
    const nearest = 'nearest' in verdict ? verdict.nearest : '';
    expect(judgeAccentColor(nearest)).toEqual({ ok: true, value: nearest });
    expect(Math.abs(oklchOf(nearest).hue - oklchOf('#00aaff').hue)).toBeLessThan(0.1);
  });

  it('gives, whichever it is, shades that are read in light and in dark', () => {
    fc.assert(
      fc.property(anyColor, (color) => {
        const verdict = judgeAccentColor(color);
        const accent = verdict.ok ? verdict.value : 'nearest' in verdict ? verdict.nearest : '';
        const { shades, darkWash } = accentPalette(accent);
        const [wash = '', , , darkInk = '', darkFocus = '', , darkButton = '', button = ''] = shades;
        expect(shades).toHaveLength(10);
        expect(button).toBe(accent);
        for (const ground of ['#ffffff', '#fafaf9', '#f4f3f1', wash])
          expect(contrast(accent, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(darkButton, '#ffffff')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(darkButton, '#1a1817')).toBeGreaterThanOrEqual(3);
        for (const ground of ['#1a1817', '#2a2725', darkWash])
          expect(contrast(darkInk, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(darkFocus, '#1a1817')).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 500 },
    );
  });
});
