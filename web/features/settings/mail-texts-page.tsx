import { Group } from '@mantine/core';
import { queryOptions } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { listMailTexts } from '../../../contract/mail-texts.ts';
import { call } from '../../api.ts';
import { Field } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';
import { MailTextForm } from './mail-text-form.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { WithSettings } from './with-settings.tsx';

const mailTextsQuery = (language: string | undefined) =>
  queryOptions({
    queryKey: ['settings', 'mail-texts', language ?? 'usual'],
    queryFn: () => call(listMailTexts, { query: language === undefined ? {} : { language } }),
    refetchOnWindowFocus: false,
  });

/** The words of each mail in each language, beside the mail as it will look. */
export function MailTextsPage() {
  const { language } = useSearch({ from: '/settings/mail-texts' });
  return (
    <SettingsFrame section="mailTexts">
      <WithSettings query={mailTextsQuery(language)}>
        {(answer) => <MailTexts answer={answer} />}
      </WithSettings>
    </SettingsFrame>
  );
}

function MailTexts({ answer }: { answer: ResponseOf<typeof listMailTexts> }) {
  const { t } = useTranslation('settings');
  const { kind } = useSearch({ from: '/settings/mail-texts' });
  const navigate = useNavigate();
  const open = (search: { language: string; kind: string }) =>
    void navigate({ to: '/settings/mail-texts', search, resetScroll: false });
  const chosen = answer.items.find((item) => item.kind === kind) ?? answer.items[0];
  if (!chosen) return null;
  return (
    <>
      <Group mb="lg" maw={560} grow>
        <Field
          name="kind"
          kind="select"
          label={t('mailTexts.mail')}
          value={chosen.kind}
          onChange={(next) => open({ language: answer.language, kind: next })}
          choices={answer.items.map((item) => ({
            value: item.kind,
            label: t(`mailTexts.kinds.${item.kind}`),
          }))}
        />
        <Field
          name="language"
          kind="select"
          label={t('mailTexts.language')}
          value={answer.language}
          onChange={(next) => open({ language: next, kind: chosen.kind })}
          choices={answer.languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
        />
      </Group>
      <MailTextForm key={`${answer.language} ${chosen.kind}`} item={chosen} />
    </>
  );
}
