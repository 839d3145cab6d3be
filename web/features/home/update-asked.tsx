import { Button, Text } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';

/** Somebody waits for one's newer data; what exactly stands in My data. */
export function UpdateAsked() {
  const { t } = useTranslation('home');
  return (
    <Notice tone="attention" icon={<IconMailQuestion size={20} stroke={1.7} />} title={t('asked.title')}>
      <Text>{t('asked.text')}</Text>
      <Button component={Link} to="/my-data" size="xs" variant="default" mt="xs">
        {t('asked.open')}
      </Button>
    </Notice>
  );
}
