import { describe, expect, it } from 'vitest';
import { formatDay, formatDistance, formatNearDay, formatSpan, formatTime } from './format-when.ts';

const rome = { language: 'en', timeZone: 'Europe/Rome' };
const now = new Date('2026-11-22T12:00:00Z');

describe('instants in words', () => {
  it('says today, yesterday and tomorrow by the days of the organization’s time zone', () => {
    expect(formatNearDay('2026-11-22T00:30:00Z', now, rome)).toEqual({ day: 'Today', near: true });
    expect(formatNearDay('2026-11-21T22:30:00Z', now, rome).day).toBe('Yesterday');
    expect(formatNearDay('2026-11-21T23:30:00Z', now, rome).day).toBe('Today');
    expect(formatNearDay('2026-11-22T23:30:00Z', now, rome).day).toBe('Tomorrow');
  });

  it('knows that the organization may already be in tomorrow', () => {
    const lateEvening = new Date('2026-11-22T23:30:00Z');
    expect(formatNearDay('2026-11-22T12:00:00Z', lateEvening, rome).day).toBe('Yesterday');
    expect(formatDistance('2026-11-22T12:00:00Z', lateEvening, rome)).toBe('yesterday');
  });

  it('names other days, with their year when it is another', () => {
    expect(formatNearDay('2026-11-14T10:00:00Z', now, rome)).toEqual({ day: '14 November', near: false });
    expect(formatNearDay('2025-12-01T10:00:00Z', now, rome).day).toBe('1 December 2025');
  });

  it('writes days out and hours by the clock of 24', () => {
    expect(formatDay('2026-11-29T13:10:00Z', rome)).toBe('29 November 2026');
    expect(formatTime('2026-11-29T23:10:00Z', rome)).toBe('00:10');
  });

  it('says how long something lasts, in its largest whole unit', () => {
    const since = (instant: string, language = 'en') => formatSpan(instant, now, { language });
    expect(since('2026-11-19T11:59:00Z')).toBe('3 days');
    expect(since('2026-11-21T12:00:01Z', 'it')).toBe('23 ore');
    expect(since('2026-11-22T11:20:00Z')).toBe('40 minutes');
    expect(since('2026-11-22T12:00:30Z')).toBe('0 minutes');
  });

  it('counts distances in days', () => {
    expect(formatDistance('2026-11-29T13:10:00Z', now, rome)).toBe('in 7 days');
    expect(formatDistance('2026-11-21T01:10:00Z', now, rome)).toBe('yesterday');
  });
});
