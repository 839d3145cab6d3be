import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';

export function SecurityPage() {
  const { t } = useTranslation('security');
  return <PageHeader title={t('title')} />;
}
