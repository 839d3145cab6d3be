import { expect, test } from 'vitest';
import { firstDay, lastDay } from './grant-days.ts';

test('a grant is shown by the days of the organization, not of UTC', () => {
  expect(firstDay('2026-11-30T23:00:00.000Z', 'Europe/Rome')).toBe('2026-12-01');
  expect(firstDay('2026-12-01T05:00:00.000Z', 'America/New_York')).toBe('2026-12-01');
});

test('its last day is the one that ends with its end, over a change of the clocks too', () => {
  expect(lastDay('2026-12-01T00:00:00.000Z', 'UTC')).toBe('2026-11-30');
  expect(lastDay('2026-10-25T23:00:00.000Z', 'Europe/Rome')).toBe('2026-10-25');
});

test('an open end has no day', () => {
  expect(firstDay(null, 'UTC')).toBe('');
  expect(lastDay(null, 'UTC')).toBe('');
});
