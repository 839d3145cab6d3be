import { z } from 'zod';
import { contrast } from './contrast.ts';
import { colorOf, oklchOf } from './oklch.ts';

/** The least contrast of text (WCAG 2.2, 1.4.3), and of the parts of a control (1.4.11). */
const readable = { text: 4.5, control: 3 } as const;

/** The darkest light surface and the lightest dark one on which the accent stands (`web/theme.ts`, `mail-theme.ts`). */
const surfaces = { light: '#f4f3f1', dark: '#1a1817', wash: '#2a2725' } as const;

/** Why a colour can't be the accent. Texts: `accentColor.<reason>` in `locales/<language>/errors.json`. */
export const accentColorProblems = ['not_a_color', 'too_light'] as const;

/** What is said of a colour as an accent: ink for links, a ground for white words. */
export type AccentVerdict =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: 'not_a_color' }
  /** `contrast` with our light pages, to a tenth: with white it is hardly more. `nearest` is of the same hue and works. */
  | { readonly ok: false; readonly reason: 'too_light'; readonly contrast: number; readonly nearest: string };

/** Buttons carry white words and links stand on light surfaces: both must be readable. The dark shades are derived and always are. */
export function judgeAccentColor(input: string): AccentVerdict {
  const written = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(input.slice(0, 20).trim())?.[1]?.toLowerCase();
  if (written === undefined) return { ok: false, reason: 'not_a_color' };
  const value = `#${written.length === 3 ? [...written].map((digit) => digit + digit).join('') : written}`;
  if (worksOnLight(value)) return { ok: true, value };
  return {
    ok: false,
    reason: 'too_light',
    contrast: Math.floor(contrast(value, surfaces.light) * 10) / 10,
    nearest: nearestThat(worksOnLight, value),
  };
}

export const accentColorSchema = z.string().transform((input, context) => {
  const verdict = judgeAccentColor(input);
  if (verdict.ok) return verdict.value;
  const values =
    verdict.reason === 'too_light' ? { contrast: verdict.contrast, nearest: verdict.nearest } : {};
  const code = `accentColor.${verdict.reason}`;
  context.addIssue({ code: 'custom', message: code, params: { ...values, code } });
  return z.NEVER;
});

function worksOnLight(color: string): boolean {
  return contrast(color, surfaces.light) >= readable.text;
}

function worksOnDark(color: string): boolean {
  return contrast(color, '#ffffff') >= readable.text && contrast(color, surfaces.dark) >= readable.control;
}

/** The same hue, as little darker or lighter as it takes. */
function nearestThat(works: (color: string) => boolean, color: string): string {
  const start = oklchOf(color);
  const steps = Array.from({ length: 200 }, (_, step) => (step + 1) / 200);
  for (const step of steps) {
    for (const lightness of [start.lightness - step, start.lightness + step]) {
      if (lightness < 0 || lightness > 1) continue;
      const tried = colorOf({ ...start, lightness });
      if (works(tried)) return tried;
    }
  }
  return '#000000';
}

/** Lightness, and share of the accent's chroma, of the shades around it: those of the product's own plum. */
const tints = [
  [0.98, 0.08],
  [0.945, 0.16],
  [0.885, 0.32],
  [0.805, 0.6],
  [0.695, 0.87],
  [0.595, 1],
] as const;

/**
 * The ten shades of an accent, as the theme numbers them: 0 to 5 tints for washes, lines and dark pages' ink, 6 the
 * dark pages' button, 7 the accent itself, 8 and 9 below it; and the wash of dark pages.
 * @param accent a colour that `judgeAccentColor` accepts
 */
export function accentPalette(accent: string): {
  shades: string[];
  darkWash: string;
} {
  const base = oklchOf(accent);
  const darker = (by: number) => colorOf({ ...base, lightness: base.lightness * by });
  return {
    shades: [
      ...tints.map(([lightness, share]) => colorOf({ ...base, lightness, chroma: base.chroma * share })),
      nearestThat(worksOnDark, accent),
      accent,
      darker(0.78),
      darker(0.6),
    ],
    darkWash: colorOf({ ...base, lightness: 0.245, chroma: Math.min(0.035, base.chroma * 0.3) }),
  };
}
