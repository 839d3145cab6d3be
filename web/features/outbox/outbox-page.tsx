import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';

export function OutboxPage() {
  const { t } = useTranslation('outbox');
  return <PageHeader title={t('title')} />;
}
