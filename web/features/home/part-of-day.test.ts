import { expect, it } from 'vitest';
import { firstName } from './first-name.ts';
import { partOfDay } from './part-of-day.ts';

it('greets by the clocks of the organization, not of the server', () => {
  const instant = new Date('2026-11-22T11:30:00Z');
  expect(partOfDay(instant, 'UTC')).toBe('morning');
  expect(partOfDay(instant, 'Europe/Rome')).toBe('afternoon');
  expect(partOfDay(instant, 'Asia/Tokyo')).toBe('evening');
  expect(partOfDay(new Date('2026-11-22T00:30:00Z'), 'UTC')).toBe('evening');
});

it('calls people by their first name, and by the username while nothing else is known', () => {
  expect(firstName('Marta Oliveira')).toBe('Marta');
  expect(firstName('anna.rossi')).toBe('anna.rossi');
});
