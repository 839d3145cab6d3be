import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { call } from '../../api.ts';
import { entranceQuery } from '../../shell/entrance-query.ts';
import { may, useSession } from '../../shell/session.ts';
import { Field } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { DraftKept } from '../../ui/draft-kept.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { useIdempotencyKey } from '../../ui/use-idempotency-key.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { type RequestForm as Form, useRequestForm } from '../../ui/use-request-form.ts';
import { refreshInvitations } from '../invitations/invitation-queries.ts';
import { DeliveryFields } from './delivery-fields.tsx';
import { derivedUsername } from './derived-username.ts';
import { EmailField } from './email-field.tsx';
import classes from './new-user-form.module.css';
import { type DeliveryWay, newUserRequest, newUserSchema } from './new-user-schema.ts';
import { SendingNotice } from './sending-notice.tsx';
import { useAvailability } from './use-availability.ts';
import { useInvitationPreview } from './use-invitation-preview.ts';
import { UsernameField } from './username-field.tsx';
import { WhatTheyReceive } from './what-they-receive.tsx';

/** What the next person's form begins with. */
export interface Kept {
  readonly language?: string;
  readonly message?: string;
  readonly way?: DeliveryWay;
}

interface NewUserFormProps {
  readonly kept: Kept;
  readonly onRegistered: (answer: ResponseOf<typeof registerPerson>, next: Kept) => void;
  /** The draft is not wanted: the form begins anew. */
  readonly onDiscard: () => void;
}

type NewUserDraft = Form<typeof newUserSchema>['values'];

export function NewUserForm({ kept, onRegistered, onDiscard }: NewUserFormProps) {
  const { t } = useTranslation('registration');
  const session = useSession();
  const { data: entrance } = useQuery(entranceQuery);
  const keyFor = useIdempotencyKey();
  const mayHandOver = may(session, 'user-registration:can_hand_over_link');
  const mailless = session.mail === 'outbox';

  const draft = useDraft<NewUserDraft>(`${session.account.id} new internal user`, {
    account: {
      email: '',
      username: '',
      population: 'internal',
      language: kept.language ?? session.account.language,
      timeZone: session.organization.timeZone,
    },
    delivery: {
      channel: kept.way ?? (mailless && mayHandOver ? 'link' : 'email'),
      message: kept.message ?? '',
      sendAt: '',
    },
  });
  const emailCheck = useAvailability('email', draft.start.account.email);
  const usernameCheck = useAvailability('username', draft.start.account.username);
  const form = useRequestForm({
    schema: newUserSchema,
    start: draft.start,
    draft,
    send: async (filled) => {
      const body = newUserRequest(
        // The name that the server called free; without its word, it makes one itself.
        username.confirmed ? { ...filled, account: { ...filled.account, username: username.value } } : filled,
      );
      const answer = await call(registerPerson, { body }, { idempotencyKey: keyFor(body) });
      await refreshInvitations();
      const { language = '' } = filled.account;
      const { message = '', channel } = filled.delivery;
      onRegistered(answer, { language, message, way: channel });
    },
  });
  const { email, username: typed = '' } = form.values.account;
  const username = derivedUsername({ email, typed, check: emailCheck }, (value) =>
    form.set('account.username', value),
  );
  const way = form.values.delivery.channel;
  const language = form.values.account.language ?? '';
  const preview = useInvitationPreview({
    language,
    message: form.values.delivery.message ?? '',
    username: username.value,
  });
  const languages = entrance?.languages ?? [language];

  return (
    <>
      <PageHeader
        title={t('newInternalUser.title')}
        intro={t('newInternalUser.intro')}
        parents={[{ label: t('title'), to: '/user-registration' }]}
      />
      <div className={classes.columns}>
        <RequestForm form={form} label={t('newInternalUser.title')}>
          <div className={classes.fields}>
            <EmailField {...form.field('account.email')} check={emailCheck} />
            <UsernameField
              name="account.username"
              error={form.errors['account.username']}
              username={username}
              check={usernameCheck}
            />
            <Field
              name="population"
              label={t('form.population')}
              hint={t('form.populationHint')}
              fixed
              maxWidth={280}
              value={t('form.internal')}
              onChange={() => undefined}
            />
            <Field
              {...form.field('account.language')}
              kind="select"
              label={t('form.language')}
              maxWidth={280}
              choices={languages.map((value) => ({ value, label: languageName(value) }))}
            />
            <Field
              {...form.field('delivery.message')}
              kind="textarea"
              rows={3}
              label={t('form.message')}
              hint={t('form.messageHint')}
              optional
            />
            {!mailless && <SendingNotice />}
            {mailless && (
              <Notice tone="info" title={t('form.mailless')}>
                {t(mayHandOver ? 'form.maillessLink' : 'form.maillessOutbox')}
              </Notice>
            )}
            <DeliveryFields
              way={way}
              onWay={(next) => form.set('delivery.channel', next)}
              error={form.errors['delivery.channel']}
              sendAt={form.field('delivery.sendAt')}
              timeZone={form.field('account.timeZone')}
              preview={preview.data}
              mayHandOver={mayHandOver}
              mailless={mailless}
            />
            <Group gap="xs">
              <Button type="submit" loading={form.sending}>
                {t(`submit.${way}`)}
              </Button>
              <Button variant="default" component={Link} to="/user-registration">
                {t('cancel')}
              </Button>
              <DraftKept
                draft={draft}
                onDiscard={() => {
                  draft.forget();
                  onDiscard();
                }}
              />
            </Group>
          </div>
        </RequestForm>
        <WhatTheyReceive way={way} language={language} preview={preview} />
      </div>
    </>
  );
}
