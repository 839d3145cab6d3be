import { afterEach, expect, test } from 'vitest';
import { createStrengthMeter, type StrengthMeter } from './password-strength.ts';

const started: StrengthMeter[] = [];

function meterWith(options: Parameters<typeof createStrengthMeter>[0] = {}): StrengthMeter {
  const meter = createStrengthMeter(options);
  started.push(meter);
  return meter;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((meter) => meter.stop()));
});

test('scores from 0 to 4, many at once, each its own', async () => {
  const meter = meterWith();
  const passwords = ['passwordpassword', 'plum-kettle-winter-road-onion', 'password', 'qH7!vb2#Lm9$zR4x'];
  const scores = await Promise.all(passwords.map((password) => meter.measure(password, [])));
  expect(scores).toEqual([{ score: 0 }, { score: 4 }, { score: 0 }, { score: 4 }]);
});

test('knows the words about the person', async () => {
  const meter = meterWith();
  const stranger = await meter.measure('zwiebelthorpe.quax', []);
  const herself = await meter.measure('zwiebelthorpe.quax', ['zwiebelthorpe.quax']);
  expect(herself.score).toBeLessThan(stranger.score);
});

test('answers a password of any length in time', async () => {
  const meter = meterWith();
  await meter.measure('x', []);
  const start = performance.now();
  const { score } = await meter.measure('aB3$'.repeat(25_000), ['x'.repeat(100_000)]);
  expect(score).toBeGreaterThanOrEqual(0);
  expect(performance.now() - start).toBeLessThan(3000);
});

test('refuses as overloaded when too many wait', async () => {
  const meter = meterWith();
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => meter.measure('password', [])));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(40);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'overloaded' });
});

test('starts again after it ended for want of questions', async () => {
  const meter = meterWith({ idleMs: 20 });
  await meter.measure('password', []);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await expect(meter.measure('password', [])).resolves.toEqual({ score: 0 });
});

test('refuses what waits when it is stopped', async () => {
  const meter = meterWith();
  const waiting = meter.measure('password', []);
  const [outcome] = await Promise.allSettled([waiting, meter.stop()]);
  expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'overloaded' } });
});
