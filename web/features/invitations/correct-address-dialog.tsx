import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import { CorrectAddressForm } from './correct-address-form.tsx';

interface CorrectAddressDialogProps {
  readonly invitation: Pick<Invitation, 'id' | 'account'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Corrects an address that has not come back yet. */
export function CorrectAddressDialog({ invitation, opened, onClose }: CorrectAddressDialogProps) {
  const { t } = useTranslation(['invitations', 'ui']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('correct.title', { name: invitation.account.name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      <Text mb="md">{t('correct.what')}</Text>
      <CorrectAddressForm invitation={invitation} autoFocus onDone={onClose} />
    </Modal>
  );
}
