import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { DraftKept } from '../../ui/draft-kept.tsx';
import { Field } from '../../ui/field.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { refreshInvitations } from '../invitations/invitation-queries.ts';
import { AccountFields } from './account-fields.tsx';
import classes from './new-user-form.module.css';
import { type AccountDraft, type Kept, useAccountForm, useEmptyAccount } from './use-account-form.ts';
import { WhatTheyReceive } from './what-they-receive.tsx';

interface NewUserFormProps {
  readonly kept: Kept;
  readonly onRegistered: (answer: ResponseOf<typeof registerPerson>, next: Kept) => void;
  /** The draft is not wanted: the form begins anew. */
  readonly onDiscard: () => void;
}

export function NewUserForm({ kept, onRegistered, onDiscard }: NewUserFormProps) {
  const { t } = useTranslation('registration');
  const session = useSession();
  const empty = useEmptyAccount(kept);
  const draft = useDraft<AccountDraft>(`${session.account.id} new internal user`, empty);
  const account = useAccountForm({
    draft,
    send: async (body, filled) => {
      const answer = await call(registerPerson, { body });
      await refreshInvitations();
      const { message = '', channel } = filled.delivery;
      onRegistered(answer, { language: filled.account.language ?? '', message, way: channel });
    },
  });
  const { form, way } = account;
  return (
    <>
      <PageHeader
        title={t('newInternalUser.title')}
        intro={t('newInternalUser.intro')}
        parents={[{ label: t('title'), to: '/user-registration' }]}
      />
      <div className={classes.columns}>
        <RequestForm form={form} label={t('newInternalUser.title')}>
          <AccountFields
            account={account}
            population={
              <Field
                name="population"
                label={t('form.population')}
                hint={t('form.populationHint')}
                fixed
                maxWidth={280}
                value={t('form.internal')}
                onChange={() => undefined}
              />
            }
          >
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
          </AccountFields>
        </RequestForm>
        <WhatTheyReceive way={way} language={account.language} preview={account.preview} />
      </div>
    </>
  );
}
