import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';

export function NewInternalUserPage() {
  const { t } = useTranslation('registration');
  return <PageHeader title={t('newInternalUser.title')} />;
}
