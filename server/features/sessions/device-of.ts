export interface Device {
  /** As its maker calls it; null where the user agent says nothing we know. */
  readonly browser: string | null;
  readonly system: string | null;
}

/** First match wins: each browser names those it descends from too. No expression repeats anything (T34). */
const browsers: readonly (readonly [sign: string, name: string])[] = [
  ['Edg/', 'Edge'],
  ['EdgA/', 'Edge'],
  ['EdgiOS/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Vivaldi/', 'Vivaldi'],
  ['YaBrowser/', 'Yandex Browser'],
  ['DuckDuckGo/', 'DuckDuckGo'],
  ['FxiOS/', 'Firefox'],
  ['Firefox/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chromium/', 'Chromium'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['curl/', 'curl'],
];

const systems: readonly (readonly [sign: string, name: string])[] = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
];

/**
 * A device in words, from its user agent: "Firefox" on "Linux". Without versions, so that an update is no new device;
 * a table of our own, because that is all browsers still tell (docs/decisions/034).
 */
export function deviceOf(userAgent: string | null): Device {
  const nameIn = (table: typeof browsers) => table.find(([sign]) => userAgent?.includes(sign))?.[1] ?? null;
  return { browser: nameIn(browsers), system: nameIn(systems) };
}
