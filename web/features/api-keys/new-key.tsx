import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../ui/copy-field.tsx';
import { Notice } from '../../ui/notice.tsx';

/** The key, for the only time. */
export function NewKey({ value, onDone }: { value: string; onDone: () => void }) {
  const { t } = useTranslation('api-keys');
  return (
    <Stack gap="md">
      <Notice tone="attention" title={t('made.once')} urgent>
        {t('made.onceText')}
      </Notice>
      <CopyField
        label={t('made.key')}
        value={value}
        copyLabel={t('made.copy')}
        copiedLabel={t('made.copied')}
      />
      <div>
        <Text fw={560}>{t('made.use')}</Text>
        <Text component="pre" size="xs" my={4} dir="ltr" style={{ overflowX: 'auto' }} tabIndex={0}>
          <code>{exampleAt(location.origin)}</code>
        </Text>
      </div>
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('made.done')}</Button>
      </Group>
    </Stack>
  );
}

/** The same in every language. */
function exampleAt(origin: string): string {
  return `curl -H 'Authorization: Bearer foyer_…' ${origin}/api/v1/invitations`;
}
