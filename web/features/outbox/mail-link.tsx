import { Button, Group, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../ui/copy-field.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The link that the mail is about, to try it: the mail itself stands in a frame that can't open it. */
export function MailLink({ html }: { html: string }) {
  const { t } = useTranslation('outbox');
  const link = mainLink(html);
  if (link === undefined) return null;
  return (
    <Panel mb="lg" maw={720} p="md">
      <CopyField
        label={t('mail.link')}
        value={link}
        copyLabel={t('mail.copy')}
        copiedLabel={t('mail.copied')}
      />
      <Group justify="space-between" gap="xs" mt="xs">
        <Text c="dimmed" style={{ flex: '1 1 300px' }}>
          {t('mail.linkHint')}
        </Text>
        <Button
          component="a"
          href={link}
          target="_blank"
          rel="noreferrer"
          variant="subtle"
          rightSection={<IconExternalLink size={18} stroke={1.7} aria-hidden />}
        >
          {t('mail.open')}
        </Button>
      </Group>
    </Panel>
  );
}

/** The first link with something in its fragment: tokens stand there. Parsing runs and fetches nothing. */
function mainLink(html: string): string | undefined {
  const links = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('a');
  return [...links].find(({ hash, origin }) => hash.length > 1 && origin === location.origin)?.href;
}
