import { openFounding } from './features/organizations/founding.ts';
import { openConfiguredDatabase } from './open-databases.ts';
import { readConfig } from './platform/config.ts';
import { ConfigError } from './platform/config-error.ts';
import { openDatabase } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { createLinks } from './platform/links.ts';
import { readSecretFile } from './platform/secret-file.ts';

const usage = `Usage:
  npm run foyer -- migrate                 brings the database up to this version, as its owner
  npm run foyer -- organizations create    prints a set-up link for one more organization
  npm run foyer -- import FILE             reads a file as a bulk invite, through the API; says more when asked
`;

/** What is done beside the running server, by who has its environment. */
async function run(words: readonly string[]): Promise<void> {
  const command = words.join(' ');
  if (command !== 'migrate' && command !== 'organizations create') throw new ConfigError(usage);
  const config = readConfig(process.env);
  const opened = await openConfiguredDatabase(config, createLog(config));
  try {
    if (command === 'migrate') {
      process.stdout.write('The database is up to date.\n');
      return;
    }
    const { db, close } = openDatabase(opened.runtime, () => {});
    const links = createLinks(config.secrets ?? readSecretFile(config.dataDirectory));
    process.stdout.write(`${config.publicUrl.origin}/setup#${await openFounding(db, links)}\n`);
    await close();
  } finally {
    await opened.stop();
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${String(error)}\n`);
  process.exit(1);
}
