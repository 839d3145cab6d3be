import { Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import type { Grant } from '../../../contract/grants.ts';

/** Where a grant comes from, and why it was given. */
export function GrantSource({ grant: { source, grantedBy, reason } }: { grant: Grant }) {
  const { t } = useTranslation('permissions');
  if (source === 'founder') return <Text>{t('holders.founder')}</Text>;
  return (
    <div>
      <Text>
        <Trans
          t={t}
          i18nKey="holders.grantedBy"
          values={{ name: grantedBy }}
          components={{ name: <bdi /> }}
        />
      </Text>
      {reason && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {reason}
        </Text>
      )}
    </div>
  );
}
