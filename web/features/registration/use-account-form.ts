import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { RequestOf } from '../../../contract/define-route.ts';
import type { registerPerson } from '../../../contract/registration.ts';
import { entranceQuery } from '../../shell/entrance-query.ts';
import { may, useSession } from '../../shell/session.ts';
import type { Draft } from '../../ui/use-draft.ts';
import { type RequestForm as Form, useRequestForm } from '../../ui/use-request-form.ts';
import { instantOfWallClock } from '../../ui/wall-clock.ts';
import { derivedUsername } from './derived-username.ts';
import { type DeliveryWay, newUserRequest, newUserSchema } from './new-user-schema.ts';
import { useAvailability } from './use-availability.ts';
import { useInvitationPreview } from './use-invitation-preview.ts';

/** Account and delivery as a form holds them. */
export type AccountDraft = Form<typeof newUserSchema>['values'];

/** What the next person's form begins with. */
export interface Kept {
  readonly language?: string;
  readonly message?: string;
  readonly way?: DeliveryWay;
}

/** An empty form for an account, with what is usual here. */
export function useEmptyAccount(kept: Kept): AccountDraft {
  const session = useSession();
  const mayHandOver = may(session, 'user-registration:can_hand_over_link');
  const usual = session.mail === 'outbox' && mayHandOver ? 'link' : 'email';
  return {
    account: {
      email: '',
      username: '',
      population: 'internal',
      language: kept.language ?? session.account.language,
      timeZone: session.organization.timeZone,
    },
    delivery: { channel: kept.way ?? usual, message: kept.message ?? '', sendAt: '' },
  };
}

interface AccountFormOptions {
  readonly draft: Draft<AccountDraft>;
  /** What was refused of it later, by path. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Gets the request, and what the form held. */
  readonly send: (
    body: RequestOf<typeof registerPerson>['body'],
    filled: z.input<typeof newUserSchema>,
  ) => Promise<void>;
}

export type AccountForm = ReturnType<typeof useAccountForm>;

/** The account and its invitation, checked while they are typed. */
export function useAccountForm({ draft, refused, send }: AccountFormOptions) {
  const session = useSession();
  const { data: entrance } = useQuery(entranceQuery);
  const emailCheck = useAvailability('email', draft.start.account.email);
  const usernameCheck = useAvailability('username', draft.start.account.username);
  const form = useRequestForm({
    schema: newUserSchema,
    start: draft.start,
    draft,
    ...(refused && { refused }),
    send: (filled): Promise<void> => {
      // The name that the server called free; without its word, it makes one itself.
      const { account } = filled;
      const named = username.confirmed
        ? { ...filled, account: { ...account, username: username.value } }
        : filled;
      return send(newUserRequest(named), filled);
    },
  });
  const { email, username: typed = '', language = '' } = form.values.account;
  const username = derivedUsername({ email, typed, check: emailCheck }, (value) =>
    form.set('account.username', value),
  );
  const { channel: way, message = '', sendAt = '' } = form.values.delivery;
  const leavesAt =
    way === 'later' ? instantOfWallClock(sendAt, form.values.account.timeZone ?? 'UTC') : undefined;
  return {
    ...{ form, username, emailCheck, usernameCheck, way, language },
    preview: useInvitationPreview({ language, message, username: username.value, sendAt: leavesAt }),
    languages: entrance?.languages ?? [language],
    mayHandOver: may(session, 'user-registration:can_hand_over_link'),
    mailless: session.mail === 'outbox',
  };
}
