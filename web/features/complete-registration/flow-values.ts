import type { RequestOf } from '../../../contract/define-route.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import type { ApplicationSlug } from '../../../contract/permissions.ts';
import type { registerPerson } from '../../../contract/registration.ts';
import { draftToRequest } from '../../ui/draft-to-request.ts';
import { changesOf, type FieldDraft, isEmpty } from '../identities/field-draft.ts';
import { newUserRequest, newUserSchema } from '../registration/new-user-schema.ts';
import type { AccountDraft } from '../registration/use-account-form.ts';

export const stepKeys = ['account', 'personal', 'applications', 'review'] as const;
export type StepKey = (typeof stepKeys)[number];

/** One permission that is to be given; '' where a day is left open. */
export interface GrantDraft {
  readonly application: ApplicationSlug;
  readonly permission: string;
  readonly from: string;
  readonly until: string;
}

/** All that is typed so far, as it is kept. */
export interface FlowValues extends AccountDraft {
  /** As pairs: which fields there are says the organization's form. */
  readonly identity: readonly (readonly [key: string, draft: FieldDraft])[];
  readonly grants: readonly GrantDraft[];
  /** The name that the server found for the address; '' before it was asked. */
  readonly username: string;
  /** The place of the last step that one got to. */
  readonly reached: number;
}

type Body = RequestOf<typeof registerPerson>['body'];

/** What is sent of it, up to and with a step: later ones say nothing yet. */
export function requestOf(
  values: FlowValues,
  fields: readonly FormField[],
  { upTo, validate }: { readonly upTo: StepKey; readonly validate: boolean | undefined },
): Body {
  const { account, delivery } = values;
  const filled = draftToRequest(newUserSchema, { account, delivery }) as Parameters<typeof newUserRequest>[0];
  const username = filled.account.username ?? values.username;
  const named = username === '' ? filled : { ...filled, account: { ...filled.account, username } };
  const body = newUserRequest(named);
  if (upTo === 'account') return body;
  const drafts = Object.fromEntries(values.identity);
  const given = fields.filter(({ key }) => !isEmpty(drafts[key]));
  const changes = changesOf({ fields: given }, drafts, new Set(given.map(({ key }) => key)));
  const identity = { fields: changes, ...(validate !== undefined && { validate }) };
  if (upTo === 'personal' || values.grants.length === 0) return { ...body, identity };
  const grants = values.grants.map(({ from, until, ...grant }) => ({
    ...grant,
    ...(from !== '' && { from }),
    ...(until !== '' && { until }),
  }));
  return { ...body, identity, grants };
}

/** In which step a refused field stands. */
export function stepOf(path: string): StepKey {
  if (path.startsWith('identity')) return 'personal';
  return path.startsWith('grants') ? 'applications' : 'account';
}
