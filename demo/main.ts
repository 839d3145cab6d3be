import fs from 'node:fs';
import path from 'node:path';
import { assembleFoyer } from '../server/assemble.ts';
import { openConfiguredDatabase } from '../server/open-databases.ts';
import { readConfig } from '../server/platform/config.ts';
import { createLog } from '../server/platform/log.ts';
import { readSecretFile } from '../server/platform/secret-file.ts';
import { buildHouse, demoPassword, founderEmail } from './build-house.ts';

// `npm run demo`: a house full of invented people, made once, then served as any other. Everybody knows its password,
// so it listens on this machine only; and its people don't exist, so it sends no mail.

const { PORT = '3000', FOYER_DATA = './data-demo', LOG_LEVEL = 'warn', PEOPLE = '10000' } = process.env;
const folder = path.resolve(FOYER_DATA);
for (const name of Object.keys(process.env)) {
  if (/^(DATABASE_|SMTP_|FOYER_|PUBLIC_URL$|TRUST_PROXY$|MAIL_FROM$)/.test(name)) delete process.env[name];
}
Object.assign(process.env, { PORT, LOG_LEVEL, HOST: '127.0.0.1', FOYER_DATA: folder });

if (!holdsAnything(folder)) await build(folder);
// Reads the environment that was set above; it goes on until it is stopped.
await import('../server/main.ts');
process.stdout.write(
  `  Sign in as ${founderEmail} (the founder) or as anybody else who joined.\n  Password: ${demoPassword}\n\n`,
);

/** A folder that somebody made beforehand holds no house yet. */
function holdsAnything(directory: string): boolean {
  return fs.existsSync(directory) && fs.readdirSync(directory).length > 0;
}

/** Made aside and then renamed: a start that is killed leaves no half-empty house. */
async function build(finished: string): Promise<void> {
  const draft = `${finished}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  process.stdout.write(`  Inventing ${PEOPLE} people in ${finished} …\n`);
  const config = readConfig({ ...process.env, FOYER_DATA: draft });
  const log = createLog(config);
  const database = await openConfiguredDatabase(config, log);
  const secrets = readSecretFile(draft);
  // As a web process: the mails wait for the one that opens the house.
  const foyer = await assembleFoyer({ ...config, role: 'web', log, runtime: database.runtime, secrets });
  await buildHouse(foyer, config.publicUrl.origin, Number(PEOPLE));
  await foyer.stop();
  await database.stop();
  fs.renameSync(draft, finished);
}
