import { Tabs, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { previewMailText, type MailTextField } from '../../../contract/mail-texts.ts';
import { call } from '../../api.ts';
import { MailFrame } from '../../ui/mail-frame.tsx';
import classes from './mail-text-form.module.css';

interface MailTextPreviewProps {
  readonly which: { readonly kind: string; readonly language: string };
  readonly words: Readonly<Record<MailTextField, string | null>>;
}

/** The mail as the server would send it with these words; while one of them can't stand, as it was before. */
export function MailTextPreview({ which, words }: MailTextPreviewProps) {
  const { t } = useTranslation('settings');
  const [asked] = useDebouncedValue(words, 400);
  const { data, isError } = useQuery({
    queryKey: ['settings', 'mail-preview', which, asked],
    queryFn: () => call(previewMailText, { body: { ...which, words: asked } }),
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return (
    <section className={classes.preview} aria-labelledby="preview">
      <Title order={2} id="preview">
        {t('mailTexts.preview')}
      </Title>
      <Text role="status" c="dimmed" mb="xs">
        {isError ? t('mailTexts.notShown') : ''}
      </Text>
      {data && (
        <>
          <Text mb="sm" lang={which.language}>
            {t('mailTexts.subjectIs')} <strong>{data.subject}</strong>
          </Text>
          <Tabs defaultValue="formatted" keepMounted={false}>
            <Tabs.List aria-label={t('mailTexts.preview')} mb="md">
              <Tabs.Tab value="formatted">{t('mailTexts.formatted')}</Tabs.Tab>
              <Tabs.Tab value="text">{t('mailTexts.plain')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="formatted">
              <MailFrame title={data.subject} html={data.html} maxHeight={720} />
            </Tabs.Panel>
            <Tabs.Panel value="text">
              <pre className={classes.text}>{data.text}</pre>
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </section>
  );
}
