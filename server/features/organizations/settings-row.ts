import type { Tx } from '../../platform/database.ts';

/** Everything that Settings can change, as it stands. */
export async function settingsRow(tx: Tx) {
  return tx
    .selectFrom('organizationSettings')
    .select(['version', 'name', 'language', 'languages', 'timeZone', 'accentColor'])
    .select([
      'invitationDays',
      'reminderDays',
      'reminders',
      'dailyRecipients',
      'mailsPerMinute',
      'importApprovalRows',
    ])
    .select(['sessionHours', 'sessionIdleMinutes', 'staySignedInDays'])
    .select(['senderName', 'senderAddress', 'replyTo'])
    .where('organizationId', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
}

export type SettingsRow = Awaited<ReturnType<typeof settingsRow>>;
