/** A colour by what the eye tells apart: lightness 0 to 1, chroma from 0, hue in radians (https://bottosson.github.io/posts/oklab/). */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** @param color `#rrggbb` */
export function oklchOf(color: string): Oklch {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) =>
    linear(Number.parseInt(color.slice(start, start + 2), 16) / 255),
  );
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const along = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const across = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(along, across),
    hue: Math.atan2(across, along),
  };
}

/** `#rrggbb`; where a screen can't show that much colour at this lightness, with as much as it can. */
export function colorOf({ lightness, chroma, hue }: Oklch): string {
  // Half a percent of the chroma at a time: nobody sees the step.
  for (let share = 1; share > 0; share -= 0.005) {
    const parts = linearParts({ lightness, chroma: chroma * share, hue });
    if (parts.every((part) => part > -0.0005 && part < 1.0005)) return hexOf(parts);
  }
  return hexOf(linearParts({ lightness, chroma: 0, hue }));
}

function linearParts({ lightness, chroma, hue }: Oklch): readonly number[] {
  const along = chroma * Math.cos(hue);
  const across = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * along + 0.2158037573 * across) ** 3;
  const m = (lightness - 0.1055613458 * along - 0.0638541728 * across) ** 3;
  const s = (lightness - 0.0894841775 * along - 1.291485548 * across) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function hexOf(parts: readonly number[]): string {
  const bytes = parts.map((part) => Math.round(255 * Math.min(1, Math.max(0, gamma(part)))));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function gamma(part: number): number {
  return part <= 0.0031308 ? 12.92 * part : 1.055 * Math.max(0, part) ** (1 / 2.4) - 0.055;
}
