import { describe, expect, it } from 'vitest';
import { instantOfWallClock, wallClockAt } from './wall-clock.ts';

describe('local times of an organization', () => {
  it('are instants of its time zone, in winter and in summer', () => {
    expect(instantOfWallClock('2026-12-01T08:00', 'Europe/Rome')).toBe('2026-12-01T07:00:00.000Z');
    expect(instantOfWallClock('2026-07-01T08:00', 'Europe/Rome')).toBe('2026-07-01T06:00:00.000Z');
    expect(instantOfWallClock('2026-12-01T08:00', 'Asia/Kolkata')).toBe('2026-12-01T02:30:00.000Z');
  });

  it('are right on both sides of a change, and move on where the clock jumps', () => {
    expect(instantOfWallClock('2026-03-29T01:30', 'Europe/Rome')).toBe('2026-03-29T00:30:00.000Z');
    expect(instantOfWallClock('2026-03-29T03:30', 'Europe/Rome')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOfWallClock('2026-03-29T02:30', 'Europe/Rome')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('say nothing of a text that is no time', () => {
    expect(instantOfWallClock('', 'UTC')).toBeUndefined();
    expect(instantOfWallClock('2026-13-40T08:00', 'UTC')).toBeUndefined();
  });

  it('are shown as a field of a form takes them', () => {
    expect(wallClockAt(Date.parse('2026-12-01T07:00:30Z'), 'Europe/Rome')).toBe('2026-12-01T08:00');
  });
});
