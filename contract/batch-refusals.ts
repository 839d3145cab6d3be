/** Why one of many was left as it is; the others are done. */
export const batchRefusals = [
  'gone',
  'accepted',
  'already_revoked',
  'not_sent_yet',
  'on_its_way',
  'sent_already',
  'expired',
  'bounced',
  'handed_over',
  'mailed_lately',
  'mailed_often',
  'sending_stopped',
  'inviter_limit',
  'daily_limit',
  'other_domain',
  'email_taken',
  'email_too_long',
  'grants_beyond_yours',
  'no_longer',
] as const;
export type BatchRefusal = (typeof batchRefusals)[number];
