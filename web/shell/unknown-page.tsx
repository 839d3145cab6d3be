import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';

/** An address that leads nowhere. */
export function UnknownPage() {
  const { t } = useTranslation('app');
  return (
    <>
      <PageHeader title={t('unknown.title')} intro={t('unknown.intro')} />
      <Button component={Link} to="/">
        {t('goHome', { ns: 'ui' })}
      </Button>
    </>
  );
}
