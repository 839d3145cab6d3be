import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';

export function RegistrationPage() {
  const { t } = useTranslation('registration');
  return <PageHeader title={t('title')} />;
}
