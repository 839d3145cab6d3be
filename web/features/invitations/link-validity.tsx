import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import { useWhen } from '../../ui/use-when.ts';

/** How long the link still works; nothing where there is no live one. */
export function LinkValidity({ invitation: { state, expiresAt } }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const { distance } = useWhen();
  if (!expiresAt || state === 'accepted' || state === 'revoked' || state === 'unsent') {
    return <Text c="dimmed">{t('valid.none')}</Text>;
  }
  if (state === 'expired') {
    return <Text c="var(--foyer-warn-text)">{t('valid.ended', { distance: distance(expiresAt) })}</Text>;
  }
  return <Text c="dimmed">{distance(expiresAt)}</Text>;
}
