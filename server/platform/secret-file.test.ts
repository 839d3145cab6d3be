import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { readSecretFile } from './secret-file.ts';

let directory: string;
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-secret-'));
});
afterEach(() => {
  fs.rmSync(directory, { recursive: true });
});

test('makes a secret once, for its owner alone', () => {
  const made = readSecretFile(path.join(directory, 'data'));
  expect(made[0]).toHaveLength(43);
  expect(readSecretFile(path.join(directory, 'data'))).toEqual(made);
  expect(fs.statSync(path.join(directory, 'data', 'secret')).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(path.join(directory, 'data'))).toEqual(['secret']);
});

test('gives each server a secret of its own', () => {
  expect(readSecretFile(path.join(directory, 'one'))).not.toEqual(
    readSecretFile(path.join(directory, 'two')),
  );
});

test('refuses a secret that others can read', () => {
  readSecretFile(directory);
  fs.chmodSync(path.join(directory, 'secret'), 0o644);
  expect(() => readSecretFile(directory)).toThrow(/can be read by others/);
});

test('refuses a damaged secret instead of making a new one', () => {
  fs.writeFileSync(path.join(directory, 'secret'), '', { mode: 0o600 });
  expect(() => readSecretFile(directory)).toThrow(/is damaged/);
});

test('says in one sentence that the folder can not be written', () => {
  fs.writeFileSync(path.join(directory, 'file'), '');
  expect(() => readSecretFile(path.join(directory, 'file', 'data'))).toThrow(ConfigError);
});
