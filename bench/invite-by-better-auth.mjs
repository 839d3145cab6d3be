/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-return -- what it imports is installed for the bench alone, its types are not here */
// Runs in a folder of its own in which better-auth is installed: see `better-auth.ts`. Prints how many invitations it
// makes in a second, ten at a time, in process.
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { organization } from 'better-auth/plugins';
import pg from 'pg';

const [config, seconds, parallel] = JSON.parse(process.argv[2] ?? '[]');
const pool = new pg.Pool({ ...config, max: parallel });
const options = {
  database: pool,
  baseURL: 'http://localhost',
  secret: 'a secret of the bench, 32 characters or more',
  telemetry: { enabled: false },
  emailAndPassword: { enabled: true },
  plugins: [
    organization({
      invitationLimit: Infinity,
      membershipLimit: Infinity,
      sendInvitationEmail: async () => {},
    }),
  ],
};
const { runMigrations } = await getMigrations(options);
await runMigrations();
const auth = betterAuth(options);
const { headers: answered } = await auth.api.signUpEmail({
  body: { email: 'founder@bench.example', password: 'long enough for a bench', name: 'Founder' },
  returnHeaders: true,
});
const cookie = answered
  .getSetCookie()
  .map((line) => line.split(';', 1)[0])
  .join('; ');
const headers = new Headers({ cookie });
const { id: organizationId } = await auth.api.createOrganization({
  body: { name: 'Bench', slug: 'bench' },
  headers,
});

let invited = 0;
const invite = async (until) => {
  while (performance.now() < until) {
    invited += 1;
    const email = `person.${invited}@bench${invited % 50}.example`;
    await auth.api.createInvitation({ body: { email, role: 'member', organizationId }, headers });
  }
};
const together = async (milliseconds) => {
  const until = performance.now() + milliseconds;
  await Promise.all(Array.from({ length: parallel }, () => invite(until)));
};
await together(1000);
const [first, begin] = [invited, performance.now()];
await together(seconds * 1000);
const perSecond = (invited - first) / ((performance.now() - begin) / 1000);
const { rows } = await pool.query('select count(*)::int as count from invitation');
process.stdout.write(JSON.stringify({ perSecond, invited, stored: rows[0].count }));
await pool.end();
process.exit(0);
