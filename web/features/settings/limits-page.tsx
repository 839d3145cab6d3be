import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { changeOrganization, settingLimits, type Settings } from '../../../contract/settings.ts';
import { call } from '../../api.ts';
import { Field } from '../../ui/field.tsx';
import { SettingsForm } from './settings-form.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { settingsQuery } from './settings-query.ts';
import { useSavedSettings } from './use-saved-settings.ts';
import { WithSettings } from './with-settings.tsx';

/** How long invitations and sessions live, and how many mails leave. */
export function LimitsPage() {
  return (
    <SettingsFrame section="limits">
      <WithSettings query={settingsQuery}>{(settings) => <LimitsForm settings={settings} />}</WithSettings>
    </SettingsFrame>
  );
}

/** A number as it is typed. */
function typed(limit: keyof typeof settingLimits) {
  const [minimum, maximum] = settingLimits[limit];
  return z.string().superRefine((text, context) => {
    const value = Number(text);
    if (/^\d+$/.test(text.trim()) && value >= minimum && value <= maximum) return;
    const code = 'number.out_of_range';
    context.addIssue({ code: 'custom', message: code, params: { minimum, maximum, code } });
  });
}

const schema = z.strictObject({
  invitationDays: typed('invitationDays'),
  reminders: typed('reminders'),
  reminderDays: typed('reminderDays'),
  dailyRecipients: typed('dailyRecipients').or(z.literal('')),
  sessionHours: typed('sessionHours'),
  sessionIdleMinutes: typed('sessionIdleMinutes'),
  staySignedInDays: typed('staySignedInDays'),
});

const groups = [
  { key: 'invitations', fields: ['invitationDays', 'reminders', 'reminderDays', 'dailyRecipients'] },
  { key: 'sessions', fields: ['sessionHours', 'sessionIdleMinutes', 'staySignedInDays'] },
] as const;

function LimitsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings');
  const { version, formKey, saved, onTheirs, onMine } = useSavedSettings(settings);
  const start = Object.fromEntries(
    Object.keys(schema.shape).map((field) => [
      field,
      String(settings[field as keyof typeof schema.shape] ?? ''),
    ]),
  ) as z.input<typeof schema>;
  return (
    <SettingsForm
      key={formKey}
      label={t('limits.title')}
      schema={schema}
      start={start}
      save={async ({ dailyRecipients, ...rest }) => {
        const numbers = Object.fromEntries(
          Object.entries(rest).map(([field, text]) => [field, Number(text)]),
        );
        const daily = dailyRecipients === '' ? null : Number(dailyRecipients);
        const body = { version: version.current, ...numbers, dailyRecipients: daily };
        await saved(await call(changeOrganization, { body }));
      }}
      onTheirs={onTheirs}
      onMine={onMine}
    >
      {(form) =>
        groups.map(({ key, fields }) => (
          <section key={key} aria-labelledby={`limits-${key}`}>
            <Title order={2} id={`limits-${key}`} mb="sm">
              {t(`limits.${key}`)}
            </Title>
            {fields.map((field) => (
              <div key={field} style={{ marginBlockEnd: 16 }}>
                <Field
                  {...form.field(field)}
                  label={t(`limits.${field}`)}
                  hint={t(`limits.${field}Hint`)}
                  optional={field === 'dailyRecipients'}
                  maxWidth={360}
                  ltr
                />
              </div>
            ))}
          </section>
        ))
      }
    </SettingsForm>
  );
}
