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

/** How long invitations and sessions live, how many mails leave, and which imports wait for a second word. */
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
  mailsPerMinute: typed('mailsPerMinute').or(z.literal('')),
  importApprovalRows: typed('importApprovalRows').or(z.literal('')),
  sessionHours: typed('sessionHours'),
  sessionIdleMinutes: typed('sessionIdleMinutes'),
  staySignedInDays: typed('staySignedInDays'),
});

/** Left empty they say something else than a number. */
const optional: readonly string[] = ['dailyRecipients', 'mailsPerMinute', 'importApprovalRows'];

const groups = [
  {
    key: 'invitations',
    fields: ['invitationDays', 'reminders', 'reminderDays', 'dailyRecipients', 'mailsPerMinute'],
  },
  { key: 'imports', fields: ['importApprovalRows'] },
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
      save={async (fields) => {
        const numbers = Object.fromEntries(
          Object.entries(fields).map(([field, text]) => [field, text === '' ? null : Number(text)]),
        );
        const body = { version: version.current, ...numbers };
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
                  optional={optional.includes(field)}
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
