import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';

export function PermissionsPage() {
  const { t } = useTranslation('permissions');
  return <PageHeader title={t('title')} />;
}
