import { accentPalette } from '../../contract/accent-color.ts';

/**
 * A colour that the organization's accent decides. It stands in the markup as its name between two marks, which no
 * text and no name holds, until `mailLayout` knows whose mail it is.
 */
const slot = (name: keyof AccentColors) => `\u0002${name}\u0002`;

/**
 * The colours and type of mails, written into each element, since many clients drop style sheets. A
 * client that turns colours around by itself meets pairs that keep their contrast either way; those
 * that honour `prefers-color-scheme` get the dark column through the class of the same name.
 */
export const mailTheme = {
  font: "'Hanken Grotesk','Segoe UI',-apple-system,BlinkMacSystemFont,Roboto,'Helvetica Neue',Arial,sans-serif",
  light: {
    page: '#F4F3F1',
    card: '#FFFFFF',
    line: '#EAE8E5',
    panel: '#FAFAF9',
    ink: '#1E1B19',
    dimmed: '#6B6660',
    accent: slot('accent'),
    accentLine: slot('tint'),
    button: slot('accent'),
    buttonInk: '#FFFFFF',
  },
  dark: {
    page: '#141211',
    card: '#1A1817',
    line: '#3B3734',
    panel: '#2A2725',
    ink: '#EFEDEA',
    dimmed: '#A9A49E',
    accent: slot('tint'),
    accentLine: slot('accent'),
    button: slot('darkButton'),
    buttonInk: '#FFFFFF',
  },
} as const;

interface AccentColors {
  readonly accent: string;
  /** Of the same hue: lines on light pages, ink on dark ones. */
  readonly tint: string;
  readonly darkButton: string;
}

const plum: AccentColors = { accent: '#7A365F', tint: '#D8ABC6', darkButton: '#9A4F7F' };

// An organization's palette is the same in each of its mails.
const known = new Map<string, AccentColors>();

/** The markup with the colours of this accent; null is the product's own. */
export function fillAccent(markup: string, accent: string | null): string {
  const colors = accent === null ? plum : colorsOf(accent);
  return markup.replace(
    /\u0002(accent|tint|darkButton)\u0002/g,
    (_, name: keyof AccentColors) => colors[name],
  );
}

function colorsOf(accent: string): AccentColors {
  const before = known.get(accent);
  if (before) return before;
  const [, , , tint = plum.tint, , , darkButton = plum.darkButton] = accentPalette(accent).shades;
  const colors = { accent, tint, darkButton };
  if (known.size < 1000) known.set(accent, colors);
  return colors;
}
