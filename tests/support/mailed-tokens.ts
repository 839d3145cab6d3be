import { askForPasswordReset } from '../../contract/sessions.ts';
import { askDatabase } from './ask-database.ts';
import type { TestFoyer } from './test-foyer.ts';

interface LinkRow {
  readonly organizationId: string;
  readonly recordId: string;
  readonly nonce: Buffer;
  readonly keyId: string;
  readonly generation: number;
}

/** The token that the mail of a reset holds: asked for through the door, signed as the mail's would be. */
export async function resetTokenOf(
  server: TestFoyer,
  asked: { readonly organization: string; readonly login: string },
): Promise<string> {
  await server.visitor().call(askForPasswordReset, { body: asked });
  const [row] = await askDatabase<LinkRow>(
    server,
    `select organization_id as "organizationId", id as "recordId", nonce, key_id as "keyId", 1 as generation
     from password_reset where voided_at is null and used_at is null order by id desc limit 1`,
  );
  if (!row) throw new Error('no reset was sent');
  return server.foyer.links.sign({ ...row, purpose: 'password_reset' });
}

/** The token of the link that an invitation has now. */
export async function invitationTokenOf(server: TestFoyer, invitationId: string): Promise<string> {
  const [row] = await askDatabase<LinkRow>(
    server,
    `select organization_id as "organizationId", id as "recordId", nonce, key_id as "keyId", generation
     from invitation where id = $1`,
    [invitationId],
  );
  if (!row) throw new Error('no such invitation');
  return server.foyer.links.sign({ ...row, purpose: 'invitation' });
}

/** The tokens of the two mails of the change of email that an account waits for, or last waited for. */
export async function emailChangeTokensOf(
  server: TestFoyer,
  accountId: string,
): Promise<{ readonly old: string; readonly new: string }> {
  const [row] = await askDatabase<Omit<LinkRow, 'generation'>>(
    server,
    `select organization_id as "organizationId", id as "recordId", nonce, key_id as "keyId"
     from email_change where account_id = $1 order by id desc limit 1`,
    [accountId],
  );
  if (!row) throw new Error('no change of email was asked for');
  const sign = (generation: number) =>
    server.foyer.links.sign({ ...row, generation, purpose: 'email_change' });
  return { old: sign(1), new: sign(2) };
}
