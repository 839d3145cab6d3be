import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { extendInvitation } from '../../../contract/invitation-changes.ts';
import type { Invitation } from '../../../contract/invitations.ts';
import { dateSchema } from '../../../contract/shared-schemas.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { DialogButtons } from '../../ui/dialog-buttons.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';
import { useWhen } from '../../ui/use-when.ts';
import { daysFrom } from './days-from.ts';
import { ExtendField } from './extend-field.tsx';
import { refreshInvitations } from './invitation-queries.ts';

interface ExtendDialogProps {
  readonly invitation: Pick<Invitation, 'id' | 'account' | 'state' | 'expiresAt'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const schema = z.strictObject({ until: dateSchema });

/** Lets one link work longer; it stays the same. */
export function ExtendDialog({ invitation, opened, onClose }: ExtendDialogProps) {
  const { t } = useTranslation(['invitations', 'ui']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('extend.title', { name: invitation.account.name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      <ExtendForm invitation={invitation} onClose={onClose} />
    </Modal>
  );
}

function ExtendForm({ invitation, onClose }: Omit<ExtendDialogProps, 'opened'>) {
  const { t } = useTranslation(['invitations', 'ui']);
  const { timeZone } = useSession().organization;
  const { dayAndTime } = useWhen();
  const { id, account, state, expiresAt } = invitation;
  const form = useRequestForm({
    schema,
    start: { until: weekLonger(expiresAt, timeZone) },
    send: async (body) => {
      await call(extendInvitation, { params: { id }, body });
      showToast(t('done.extended', { name: account.name }));
      onClose();
      await refreshInvitations();
    },
  });
  return (
    <RequestForm form={form}>
      {expiresAt && (
        <Text mb="md">
          {t(state === 'expired' ? 'extend.ended' : 'extend.now', { time: dayAndTime(expiresAt) })}
        </Text>
      )}
      <ExtendField
        value={form.values.until}
        timeZone={timeZone}
        error={form.errors['until']}
        onChange={(day) => form.set('until', day)}
      />
      <DialogButtons busy={form.sending} onCancel={onClose}>
        {t('extend.action')}
      </DialogButtons>
    </RequestForm>
  );
}

/** A week more than now, or than it has; never beyond the 30 days that a link may live. */
function weekLonger(expiresAt: string | null, timeZone: string): string {
  const now = new Date();
  const end = new Date(Math.max(now.getTime(), expiresAt ? Date.parse(expiresAt) : 0));
  const days = [daysFrom(end, 7, timeZone), daysFrom(now, 30, timeZone)].toSorted();
  return days[0] ?? '';
}
