// Writes the types of the tables as the owner role sees them after all migrations: DATABASE_OWNER_URL names it.
// A test compares the file with the migrated database, so that they can't drift apart.
import { spawnSync } from 'node:child_process';

const [, , outFile = 'server/platform/database-schema.ts'] = process.argv;
const result = spawnSync(
  'kysely-codegen',
  [
    ...['--dialect', 'postgres', '--url', process.env.DATABASE_OWNER_URL ?? '', '--out-file', outFile],
    ...['--camel-case', '--date-parser', 'string', '--default-schema', 'public'],
    ...['--include-pattern', 'public.*', '--exclude-pattern', '*kysely_*'],
    ...['--type-mapping', JSON.stringify({ int8: 'number' })],
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
process.exit(result.status ?? 1);
