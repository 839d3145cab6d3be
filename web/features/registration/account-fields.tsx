import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';
import { Notice } from '../../ui/notice.tsx';
import { DeliveryFields } from './delivery-fields.tsx';
import { EmailField } from './email-field.tsx';
import classes from './new-user-form.module.css';
import { SendingNotice } from '../invitations/sending-notice.tsx';
import type { AccountForm } from './use-account-form.ts';
import { UsernameField } from './username-field.tsx';

interface AccountFieldsProps {
  readonly account: AccountForm;
  /** The field that says which population the person belongs to. */
  readonly population: ReactNode;
  /** The buttons at the foot. */
  readonly children: ReactNode;
}

/** Account, invitation and how it reaches the person. */
export function AccountFields({ account, population, children }: AccountFieldsProps) {
  const { t } = useTranslation('registration');
  const { form, emailCheck, usernameCheck, username, languages, way, preview, mayHandOver, mailless } =
    account;
  return (
    <div className={classes.fields}>
      <EmailField {...form.field('account.email')} check={emailCheck} />
      <UsernameField
        name="account.username"
        error={form.errors['account.username']}
        username={username}
        check={usernameCheck}
      />
      {population}
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
      {children}
    </div>
  );
}
