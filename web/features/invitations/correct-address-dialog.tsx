import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import { useWhen } from '../../ui/use-when.ts';
import { CorrectAddressForm } from './correct-address-form.tsx';

interface CorrectAddressDialogProps {
  readonly invitation: Pick<Invitation, 'id' | 'account' | 'state' | 'sendAt'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Corrects an address that has not come back yet. */
export function CorrectAddressDialog({ invitation, opened, onClose }: CorrectAddressDialogProps) {
  const { t } = useTranslation(['invitations', 'ui']);
  const what = useConsequence(invitation);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('correct.title', { name: invitation.account.name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      <Text mb="md">{what}</Text>
      <CorrectAddressForm invitation={invitation} autoFocus onDone={onClose} />
    </Modal>
  );
}

/** What becomes of the invitation whose address is corrected. */
function useConsequence({ state, sendAt }: CorrectAddressDialogProps['invitation']): string {
  const { t } = useTranslation('invitations');
  const { moment } = useWhen();
  switch (state) {
    case 'unsent':
      return t('correct.unsent');
    case 'scheduled':
      return t('correct.scheduled', { moment: sendAt ? moment(sendAt) : '' });
    case 'handed_over':
      return t('correct.handedOver');
    case 'revoked':
      return t('correct.revoked');
    default:
      return t('correct.what');
  }
}
