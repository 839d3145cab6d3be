/**
 * The instant at which clocks in a time zone show a local time, as a form's `datetime-local` gives it
 * (`2026-11-29T08:00`). A time that the change to summer time skips becomes the one an hour later.
 * @returns RFC 3339 in UTC; undefined when the text is no such time
 */
export function instantOfWallClock(local: string, timeZone: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return undefined;
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // The offset is asked for a guess, then for the guess it leads to: the two differ only around a change.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(guess, timeZone)).toISOString();
}

/** What clocks in a time zone show at an instant, as `datetime-local` takes it. */
export function wallClockAt(instant: number, timeZone: string): string {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 16);
}

/** How far clocks are ahead of UTC, in ms. */
function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  // The Swedish locale writes `2026-11-29 08:00:00`.
  const shown = Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
  return shown - Math.floor(instant / 1000) * 1000;
}
