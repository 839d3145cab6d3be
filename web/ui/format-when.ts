interface Place {
  readonly language: string;
  /** IANA name; the browser's own where it is undefined. */
  readonly timeZone: string | undefined;
}

/** `29 November 2026`. */
export function formatDay(instant: string, { language, timeZone }: Place): string {
  return formatter({ language, timeZone }, { day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(instant),
  );
}

/** `29 Nov 2026`, for tables. */
export function formatShortDay(instant: string, place: Place): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return formatter(place, options).format(new Date(instant));
}

/** `Sunday 29 November 2026`. */
export function formatLongDay(instant: string, place: Place): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return formatter(place, options).format(new Date(instant));
}

/** `14:10`. */
export function formatTime(instant: string, { language, timeZone }: Place): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return formatter({ language, timeZone }, options).format(new Date(instant));
}

/** `14:10:08`. */
export function formatClock(instant: string, place: Place): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return formatter(place, options).format(new Date(instant));
}

/**
 * The day as one says it now: `Today`, `Yesterday`, `Tomorrow`, else `14 November`, with the year if it is another.
 * The time of day is worth saying only for the near ones (`near`).
 */
export function formatNearDay(instant: string, now: Date, place: Place): { day: string; near: boolean } {
  const distance = dayNumber(new Date(instant), place.timeZone) - dayNumber(now, place.timeZone);
  if (Math.abs(distance) <= 1) {
    const words = new Intl.RelativeTimeFormat(place.language, { numeric: 'auto' }).format(distance, 'day');
    return { day: capitalized(words, place.language), near: true };
  }
  const sameYear = yearOf(new Date(instant), place.timeZone) === yearOf(now, place.timeZone);
  if (!sameYear) return { day: formatDay(instant, place), near: false };
  return { day: formatter(place, { day: 'numeric', month: 'long' }).format(new Date(instant)), near: false };
}

/** `in 7 days`, `yesterday`: by days, not by hours. */
export function formatDistance(instant: string, now: Date, { language, timeZone }: Place): string {
  const distance = dayNumber(new Date(instant), timeZone) - dayNumber(now, timeZone);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(distance, 'day');
}

const minute = 60_000;
const units = [
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;

/** How long something lasts, in its largest whole unit: `3 days`, `5 hours`, `40 minutes`. */
export function formatSpan(from: string, to: Date, { language }: Pick<Place, 'language'>): string {
  const span = Math.max(to.getTime() - Date.parse(from), 0);
  const [unit, length] = units.find(([, most]) => span >= most) ?? units[2];
  const options = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, options).format(Math.floor(span / length));
}

// British order of day and month: the design's "29 November 2026".
function formatter({ language, timeZone }: Place, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...options,
    ...(timeZone ? { timeZone } : {}),
  });
}

function dayNumber(date: Date, timeZone: string | undefined): number {
  // The Swedish locale writes dates as ISO does.
  const day = new Intl.DateTimeFormat('sv', timeZone ? { timeZone } : {}).format(date);
  return Date.parse(day) / 86_400_000;
}

function yearOf(date: Date, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('sv', { year: 'numeric', ...(timeZone ? { timeZone } : {}) }).format(date);
}

function capitalized(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
