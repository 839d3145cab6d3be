import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy-button.tsx';
import classes from './personal-code.module.css';

/** The code that somebody was given now, large, to be read out or taken along. */
export function PersonalCode({ code }: { readonly code: string }) {
  const { t } = useTranslation('identities');
  return (
    <section aria-labelledby="personal-code" className={classes.box}>
      <Text id="personal-code" c="dimmed">
        {t('flow.code')}
      </Text>
      <Group gap="md">
        <bdi dir="ltr" className={classes.code}>
          {code}
        </bdi>
        <CopyButton value={code} label={t('flow.copyCode')} done={t('flow.codeCopied')} size="xs" />
      </Group>
      <Text c="dimmed" mt={4}>
        {t('flow.codeText')}
      </Text>
    </section>
  );
}
