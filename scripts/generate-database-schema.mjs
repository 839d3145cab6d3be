// Writes the types of the tables as the owner role sees them after all migrations: DATABASE_OWNER_URL names it.
// A test compares the file with the migrated database, so that they can't drift apart.
import { spawnSync } from 'node:child_process';

// PostgreSQL calls every column of a view nullable; these are not. States are the contract's closed sets.
const accountState = '"invited" | "active" | "suspended" | "closed"';
const identityState = '"none" | "draft" | "submitted" | "returned" | "validated"';
const viewColumns = {
  person: {
    ...{ organization_id: 'string', id: 'string', email: 'string', email_canonical: 'string' },
    ...{ username: 'string', username_canonical: 'string', language: 'string', population: 'string' },
    ...{ name: 'string', state: accountState, identity_state: identityState, has_identity: 'boolean' },
  },
  invitation_happening: {
    ...{ organization_id: 'string', id: 'string', invitation_id: 'string', kind: 'string' },
    at: 'Timestamp',
  },
  actor: {
    ...{ organization_id: 'string', account_id: 'string', email: 'string', username: 'string' },
    ...{ language: 'string', name: 'string', is_founder: 'boolean', granted: 'string[]' },
    held_until: 'Record<string, string>',
    ...{ organization_name: 'string', organization_slug: 'string', time_zone: 'string' },
    ...{ account_state: accountState, identity_state: identityState },
  },
};
const columns = Object.fromEntries(
  Object.entries(viewColumns).flatMap(([view, types]) =>
    Object.entries(types).map(([column, type]) => [`${view}.${column}`, type]),
  ),
);

const [, , outFile = 'server/platform/database-schema.ts'] = process.argv;
const result = spawnSync(
  'kysely-codegen',
  [
    ...['--dialect', 'postgres', '--url', process.env.DATABASE_OWNER_URL ?? '', '--out-file', outFile],
    ...['--camel-case', '--date-parser', 'string', '--default-schema', 'public'],
    ...['--include-pattern', 'public.*', '--exclude-pattern', '*kysely_*'],
    ...['--type-mapping', JSON.stringify({ int8: 'number' }), '--overrides', JSON.stringify({ columns })],
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
process.exit(result.status ?? 1);
