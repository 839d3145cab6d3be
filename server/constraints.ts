import { AppError, refuseField } from './platform/app-error.ts';
import type { ConstraintRefusals } from './platform/http/refusal-of.ts';

/** Which refusal each constraint of the schema means: uniqueness is the database's word, not a look before. */
export const constraintRefusals: ConstraintRefusals = {
  organization_slug_key: () => refuseField('organization.slug', 'slug.taken'),
  account_email_taken: () => refuseField('account.email', 'account.email_taken'),
  account_username_taken: () => refuseField('account.username', 'account.username_taken'),
  permission_grant_held_once: () => refuseField('permission', 'grant.already_held'),
  permission_grant_dates: () => refuseField('until', 'grant.until_before_from'),
  invitation_pending_once: () => new AppError('not_possible_now'),
  import_read_once: () => new AppError('request_in_flight'),
  mail_once: () => new AppError('not_possible_now'),
  organization_founder_active: () => new AppError('founder_stays'),
  ...ofErasedAccounts(),
};

/** The account was erased while a request about it was under way: nothing of it comes back. */
function ofErasedAccounts(): ConstraintRefusals {
  const tables = [
    'password',
    'session',
    'password_reset',
    'email_change',
    'known_device',
    'api_key',
    'identity',
  ];
  const more = [
    'identity_request',
    'identity_update_request',
    'person_search',
    'permission_grant',
    'invitation',
    'mail',
  ];
  return Object.fromEntries(
    [...tables, ...more, 'idempotent_answer'].map((table) => [
      `${table}_organization_id_account_id_fkey`,
      () => new AppError('not_found'),
    ]),
  );
}
