import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ConfigError } from './config-error.ts';

/**
 * The server's secret when the environment has none: made once, 256 random bits, kept in `secret` of the data
 * directory, readable by its owner alone. Only for the embedded database, which lives in the same directory.
 * @throws {ConfigError} when the file can't be written, is damaged or can be read by others.
 */
export function readSecretFile(dataDirectory: string): readonly string[] {
  const file = path.join(dataDirectory, 'secret');
  try {
    makeSecretFile(file);
    if ((fs.statSync(file).mode & 0o077) !== 0) {
      throw new ConfigError(`${file} can be read by others: make it private with \`chmod 600\`.`);
    }
    return parseSecret(file);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`The secret ${file} can't be read or written: check who owns the folder.`, {
      cause: error,
    });
  }
}

/** Written whole under another name, then linked: two programs that start at once agree on one secret. */
function makeSecretFile(file: string): void {
  if (fs.existsSync(file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  const descriptor = fs.openSync(draft, 'w', 0o600);
  fs.writeSync(descriptor, `${randomBytes(32).toString('base64url')}\n`);
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if (!fs.existsSync(file)) throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function parseSecret(file: string): readonly string[] {
  const secret = fs.readFileSync(file, 'utf8').trim();
  // Going on with a new one would silently end every link that was sent.
  if (secret.length < 32) throw new ConfigError(`${file} is damaged: put back the secret from a backup.`);
  return [secret];
}
