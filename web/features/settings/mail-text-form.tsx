import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  changeMailText,
  judgeMailText,
  type MailText,
  mailTextFields,
  type MailTextField,
  listMailTexts,
  resetMailText,
} from '../../../contract/mail-texts.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { MailTextPreview } from './mail-text-preview.tsx';
import { SettingsForm } from './settings-form.tsx';

type Words = Readonly<Record<MailTextField, string>>;

/** The words of one mail: as they are typed, the mail stands beside them. */
export function MailTextForm({ item }: { item: MailText }) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const version = useRef(item.version);
  const [resetting, setResetting] = useState(false);
  const [formKey, setFormKey] = useState(0);
  const { kind, language } = item;
  const which = { kind, language };
  const isOwn = item.fields.some((field) => field.own !== null);
  const reload = () => queries.invalidateQueries({ queryKey: ['settings', 'mail-texts'] });
  /** From what is saved now; what was typed is gone. */
  const beginAnew = async () => {
    await reload();
    const { items } = await call(listMailTexts, { query: { language } });
    version.current = items.find((one) => one.kind === kind)?.version ?? 0;
    setFormKey((one) => one + 1);
  };

  const preview = ({ values }: { readonly values: { readonly words: Words } }) => (
    <MailTextPreview which={which} words={sentWords(item, values.words)} />
  );
  return (
    <>
      <SettingsForm
        key={formKey}
        label={t('mailTexts.title')}
        schema={schemaOf(item)}
        start={{ words: startOf(item) }}
        save={async ({ words }) => {
          const body = { ...which, version: version.current, words: sentWords(item, words) };
          version.current = (await call(changeMailText, { body })).version;
          await reload();
        }}
        onTheirs={() => void beginAnew()}
        onMine={async () => {
          const { items } = await call(listMailTexts, { query: { language } });
          version.current = items.find((one) => one.kind === kind)?.version ?? 0;
        }}
        below={preview}
        actions={
          isOwn && (
            <Button variant="subtle" onClick={() => setResetting(true)}>
              {t('mailTexts.reset')}
            </Button>
          )
        }
      >
        {(form) => (
          <>
            {item.fields.map(({ field, allowed }) => (
              <Field
                key={field}
                {...form.field(`words.${field}`)}
                {...(field === 'body' && { kind: 'textarea' as const, rows: 4 })}
                language={language}
                label={t(`mailTexts.${field}`)}
                hint={allowed.length > 0 && t('mailTexts.placeholders', { list: named(allowed) })}
              />
            ))}
            {item.fields.some(({ allowed }) => allowed.includes('count')) && (
              <Text c="dimmed">{t('mailTexts.anyCount')}</Text>
            )}
          </>
        )}
      </SettingsForm>
      <DangerDialog
        opened={resetting}
        onClose={() => setResetting(false)}
        title={t('mailTexts.resetTitle')}
        action={t('mailTexts.reset')}
        keep={t('mailTexts.keep')}
        onConfirm={async () => {
          await call(resetMailText, { body: { ...which, version: version.current } });
          await beginAnew();
        }}
      >
        <Text>{t('mailTexts.resetText')}</Text>
      </DangerDialog>
    </>
  );
}

function named(placeholders: readonly string[]): string {
  return placeholders.map((name) => `{${name}}`).join(' ');
}

/** What the server will say of each part, said before. */
function schemaOf({ fields }: MailText) {
  const part = (name: MailTextField) =>
    z.string().superRefine((text, context) => {
      const place = fields.find((one) => one.field === name);
      const judged = place ? judgeMailText(name, text, place) : null;
      if (judged === null || judged.ok) return;
      const code = `mailText.${judged.reason}`;
      context.addIssue({ code: 'custom', message: code, params: { ...judged.values, code } });
    });
  const [subject, heading, body, button] = mailTextFields.map(part) as [
    z.ZodString,
    z.ZodString,
    z.ZodString,
    z.ZodString,
  ];
  return z.strictObject({ words: z.strictObject({ subject, heading, body, button }) });
}

function startOf({ fields }: MailText): Words {
  const shown = fields.map(({ field, own, standard }) => [field, own ?? standard] as const);
  return { subject: '', heading: '', body: '', button: '', ...Object.fromEntries(shown) };
}

/** Words that are the catalog's are not sent as the organization's own: they follow the catalog. */
function sentWords({ fields }: MailText, words: Words): Readonly<Record<MailTextField, string | null>> {
  const sent = (name: MailTextField) => {
    const place = fields.find((one) => one.field === name);
    return place && words[name] !== place.standard ? words[name] : null;
  };
  return { subject: sent('subject'), heading: sent('heading'), body: sent('body'), button: sent('button') };
}
