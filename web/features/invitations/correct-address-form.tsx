import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { emailAddressSchema } from '../../../contract/email-address.ts';
import { type Invitation, resendInvitation } from '../../../contract/invitations.ts';
import { call } from '../../api.ts';
import { RequestForm } from '../../ui/request-form.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';
import { EmailField } from '../registration/email-field.tsx';
import { useAvailability } from '../registration/use-availability.ts';
import { refreshInvitations } from './invitation-queries.ts';
import { sendWord } from './send-word.ts';

interface CorrectAddressFormProps {
  readonly invitation: Pick<Invitation, 'id' | 'account' | 'state'>;
  readonly autoFocus?: boolean;
  readonly onDone?: () => void;
}

const schema = z.strictObject({ email: emailAddressSchema });

/** The right address of someone, and the mail again in the same press where one has left. */
export function CorrectAddressForm({ invitation, autoFocus = false, onDone }: CorrectAddressFormProps) {
  const { t } = useTranslation('invitations');
  const { id, account } = invitation;
  const isAlone = sendWord(invitation) === 'act.sendNow';
  const check = useAvailability('email');
  const form = useRequestForm({
    schema,
    start: { email: account.email },
    send: async (body) => {
      await call(resendInvitation, { params: { id }, body });
      showToast(t(isAlone ? 'done.corrected' : 'done.resent', { email: body.email }));
      onDone?.();
      await refreshInvitations();
    },
  });
  return (
    <RequestForm form={form} label={t('correct.label', { name: account.name })}>
      <EmailField
        {...form.field('email')}
        label={t('correct.email')}
        check={check}
        own={account.email}
        autoFocus={autoFocus}
      />
      <Button type="submit" mt="sm" loading={form.sending}>
        {t(isAlone ? 'correct.actionAlone' : 'correct.action')}
      </Button>
    </RequestForm>
  );
}
