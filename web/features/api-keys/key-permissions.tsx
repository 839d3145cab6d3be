import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../contract/api-keys.ts';
import { useApplicationWords } from '../../ui/use-application-words.ts';

/** What a key may, and what of it opens nothing now because its maker does not have it any more. */
export function KeyPermissions({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation('api-keys');
  const words = useApplicationWords();
  const titles = (permissions: ApiKey['permissions']) =>
    permissions
      .map((permission) => {
        const [application = '', name = ''] = permission.split(':', 2);
        return words.permission(application, name).title;
      })
      .join(', ');
  const { permissions, withoutEffect, maker } = apiKey;
  return (
    <>
      <Text>{titles(permissions)}</Text>
      {withoutEffect.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('withoutEffect', { name: maker.name, permissions: titles(withoutEffect) })}
        </Text>
      )}
    </>
  );
}
