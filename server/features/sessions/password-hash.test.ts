import { hash as argon2, parseOptions } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';
import { createPasswordHasher } from './password-hash.ts';

const hasher = createPasswordHasher({ cores: 2, maxWaitMs: 2000 });

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Single calls are disturbed by whatever else runs. */
const medianOf = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

test('takes the password that was hashed and no other', async () => {
  const stored = await hasher.hash('plum kettle winter road');
  expect(await hasher.verify(stored, 'plum kettle winter road')).toBe(true);
  for (const other of ['plum kettle winter roa', 'plum kettle winter road ', 'Plum kettle winter road', '']) {
    expect(await hasher.verify(stored, other)).toBe(false);
  }
});

test('looks at every character, up to the longest password', async () => {
  const long = '𝒶'.repeat(255);
  const stored = await hasher.hash(`${long}b`);
  expect(await hasher.verify(stored, `${long}b`)).toBe(true);
  expect(await hasher.verify(stored, `${long}c`)).toBe(false);
});

test('never takes a password that is too long by its beginning', async () => {
  const stored = await hasher.hash('a'.repeat(2048));
  expect(await hasher.verify(stored, 'a'.repeat(2049))).toBe(false);
});

test('takes the same characters from a system that composes them otherwise', async () => {
  const stored = await hasher.hash('cafe\u0301 Zu\u0308rich');
  expect(await hasher.verify(stored, 'café Zürich')).toBe(true);
});

test('is Argon2id with parameters and a salt of 16 bytes in the hash, another each time', async () => {
  const [one, other] = await Promise.all([hasher.hash('the same'), hasher.hash('the same')]);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(parseOptions(one)).toMatchObject({ saltLen: 16, outputLen: 32 });
});

test('asks for a new hash when the stored one is weaker, not when it is stronger', async () => {
  const weaker = [
    { memoryCost: 12_288, timeCost: 3 },
    { memoryCost: 19_456, timeCost: 1 },
    { memoryCost: 19_456, timeCost: 2, outputLen: 16 },
    { memoryCost: 19_456, timeCost: 2, algorithm: 1 },
    { memoryCost: 19_456, timeCost: 2, salt: Buffer.alloc(8) },
  ];
  for (const options of weaker) expect(hasher.needsRehash(await argon2('x', options))).toBe(true);
  expect(hasher.needsRehash(await hasher.hash('x'))).toBe(false);
  expect(hasher.needsRehash(await argon2('x', { memoryCost: 32_768, timeCost: 3 }))).toBe(false);
});

test('a damaged hash is a fault, not a wrong password', async () => {
  await expect(hasher.verify('no hash', 'x')).rejects.toThrow('Decoding failed');
});

test('takes the same time for nobody as for somebody', async () => {
  const stored = await hasher.hash('plum kettle winter road');
  await hasher.verifyNothing();
  const times: { somebody: number[]; nobody: number[] } = { somebody: [], nobody: [] };
  // By turns, so that whatever else the machine does slows both.
  for (let turn = 0; turn < 15; turn++) {
    times.somebody.push(await msOf(() => hasher.verify(stored, 'wrong')));
    times.nobody.push(await msOf(() => hasher.verifyNothing()));
  }
  const [somebody, nobody] = [medianOf(times.somebody), medianOf(times.nobody)];
  expect(await hasher.verifyNothing()).toBe(false);
  expect(nobody / somebody).toBeGreaterThan(0.6);
  expect(nobody / somebody).toBeLessThan(1.6);
});

describe('under load', () => {
  test('the event loop goes on', async () => {
    let longestGap = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longestGap = Math.max(longestGap, performance.now() - last);
      last = performance.now();
    }, 1);
    const patient = createPasswordHasher({ cores: 1, maxWaitMs: 60_000 });
    const start = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => patient.hash('x')));
    clearInterval(timer);
    expect(longestGap).toBeLessThan((performance.now() - start) / 2);
  });

  test('who waits too long is refused as overloaded, who waits less is served', async () => {
    const busy = createPasswordHasher({ cores: 1, maxWaitMs: 1 });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => busy.hash('x')));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(outcomes[0]?.status).toBe('fulfilled');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: 'overloaded', data: { retryAfter: 2 } });
    await expect(busy.hash('x')).resolves.toContain('argon2id');
  });
});
