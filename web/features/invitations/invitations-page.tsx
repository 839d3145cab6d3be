import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';

export function InvitationsPage() {
  const { t } = useTranslation('invitations');
  return <PageHeader title={t('title')} />;
}
