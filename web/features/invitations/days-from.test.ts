import { expect, it } from 'vitest';
import { daysFrom } from './days-from.ts';

it('counts days by the calendar of the zone, over the end of a year and a change of the clocks', () => {
  expect(daysFrom(new Date('2026-12-31T23:30:00Z'), 1, 'Europe/Rome')).toBe('2027-01-02');
  expect(daysFrom(new Date('2026-12-31T23:30:00Z'), 1, 'UTC')).toBe('2027-01-01');
  // The 29th of March 2026 has 23 hours in Rome.
  expect(daysFrom(new Date('2026-03-28T22:30:00Z'), 1, 'Europe/Rome')).toBe('2026-03-29');
});
