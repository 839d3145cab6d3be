import { askDatabase } from './ask-database.ts';
import type { TestFoyer } from './test-foyer.ts';

/** An identity that waits for a reviewer, with names and something sensitive; from outside, whoever the account is. */
export async function makeSubmitted(server: Pick<TestFoyer, 'database'>, accountId: string): Promise<void> {
  await askDatabase(
    server,
    `insert into identity (organization_id, account_id, state, version, pending_state, pending_news, submitted_at, pending_name)
     select organization_id, id, 'submitted', 1, 'submitted', 'first', now(), 'Anna Rossi' from account where id = $1`,
    [accountId],
  );
  await askDatabase(
    server,
    `insert into identity_version (organization_id, account_id, version, state, form_version, fields, submitted_at)
     select organization_id, id, 1, 'submitted', 1,
       '{"given_name": "Anna", "family_name": "Rossi", "tax_code": "RSSNNA91D52L424T"}', now()
     from account where id = $1`,
    [accountId],
  );
}
