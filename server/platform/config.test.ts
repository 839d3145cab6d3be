import { describe, expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { readConfig } from './config.ts';

const secret = 'a'.repeat(32);
const databaseUrl = 'postgres://foyer_app@db.example.org/foyer';

describe('without any variable', () => {
  test('serves this machine with the embedded database', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      role: 'all',
      trustProxy: [],
      logLevel: 'info',
    });
    expect(config.publicUrl.href).toBe('http://localhost:3000/');
    expect(config.database).toEqual({ kind: 'embedded', directory: `${process.cwd()}/data/database` });
    expect(config.secrets).toBeUndefined();
  });

  test('takes an empty variable as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', SMTP_URL: '' })).toEqual(readConfig({}));
  });

  test('can not be changed afterwards', () => {
    const config = readConfig({});
    expect(
      Object.isFrozen(config) && Object.isFrozen(config.database) && Object.isFrozen(config.trustProxy),
    ).toBe(true);
  });
});

test('derives the public address from the port', () => {
  expect(readConfig({ PORT: '8080' }).publicUrl.origin).toBe('http://localhost:8080');
});

test('takes a database of its own with both roles and the secrets in order', () => {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: 'postgresql://foyer_owner@db.example.org/foyer',
    FOYER_SECRET: `${secret}, ${'b'.repeat(40)}`,
    FOYER_ROLE: 'worker',
    TRUST_PROXY: '10.0.0.0/8, ::1',
  });
  expect(config.database).toEqual({
    kind: 'url',
    runtimeUrl: databaseUrl,
    ownerUrl: 'postgresql://foyer_owner@db.example.org/foyer',
  });
  expect(config.secrets).toEqual([secret, 'b'.repeat(40)]);
  expect(config.trustProxy).toEqual(['10.0.0.0/8', '::1']);
});

test('drains for some seconds where a proxy stands before it, and at once on a laptop', () => {
  const ownDatabase = { DATABASE_URL: databaseUrl, FOYER_SECRET: secret };
  expect(readConfig({}).drainSeconds).toBe(0);
  expect(readConfig({ ...ownDatabase, FOYER_ROLE: 'web' }).drainSeconds).toBe(5);
  expect(readConfig({ ...ownDatabase, FOYER_ROLE: 'web', DRAIN_SECONDS: '0' }).drainSeconds).toBe(0);
});

describe('refuses with one sentence', () => {
  test.each([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '80.5' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'foyer.example.org' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://example.org/foyer' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://user:word@example.org' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://foyer.example.org' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://localhost.example.org' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://host/foyer', FOYER_SECRET: secret }],
    ['FOYER_SECRET', { DATABASE_URL: databaseUrl }],
    ['FOYER_SECRET', { FOYER_SECRET: 'short' }],
    ['FOYER_SECRET', { FOYER_SECRET: `${secret},short` }],
    ['FOYER_SECRET', { FOYER_SECRET: ',' }],
    ['DATABASE_OWNER_URL', { DATABASE_OWNER_URL: databaseUrl }],
    ['FOYER_ROLE', { FOYER_ROLE: 'everything' }],
    ['FOYER_ROLE', { FOYER_ROLE: 'web' }],
    ['SMTP_URL', { SMTP_URL: 'mail.example.org:25' }],
    ['MAIL_FROM', { MAIL_FROM: 'Foyer' }],
    ['MAIL_FROM', { MAIL_FROM: 'foyer@example.org\r\nBcc: all@example.org' }],
    ['SMTP_NETWORKS', { SMTP_NETWORKS: 'mail.example.org' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
    ['DRAIN_SECONDS', { DRAIN_SECONDS: '-1' }],
    ['DRAIN_SECONDS', { DRAIN_SECONDS: '61' }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('%s: %j', (variable, env) => {
    const refusal = sentenceOf(() => readConfig(env));
    expect(refusal).toContain(variable);
    expect(refusal).toMatch(/^[^\n]+\.$/);
  });

  test('never shows the value, which may be a password', () => {
    const refusal = sentenceOf(() =>
      readConfig({ DATABASE_URL: 'mysql://root:hunter2@host/x', FOYER_SECRET: secret }),
    );
    expect(refusal).not.toContain('hunter2');
  });
});

test('accepts a public http address behind a proxy that ends TLS, and on this machine', () => {
  expect(readConfig({ PUBLIC_URL: 'http://foyer.example.org', TRUST_PROXY: '10.0.0.1' }).trustProxy).toEqual([
    '10.0.0.1',
  ]);
  expect(readConfig({ PUBLIC_URL: 'http://[::1]:3000' }).publicUrl.port).toBe('3000');
});

function sentenceOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
