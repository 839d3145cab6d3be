import { Checkbox, Group } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { changeOrganization, type Settings } from '../../../contract/settings.ts';
import { call } from '../../api.ts';
import { Field } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';
import { timeZoneChoices } from '../../ui/time-zones.ts';
import { SettingsForm } from './settings-form.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { settingsQuery } from './settings-query.ts';
import { useSavedSettings } from './use-saved-settings.ts';
import { WithSettings } from './with-settings.tsx';

/** What the organization is called, what it speaks, and by which clock it lives. */
export function OrganizationPage() {
  return (
    <SettingsFrame section="organization">
      <WithSettings query={settingsQuery}>
        {(settings) => <OrganizationForm settings={settings} />}
      </WithSettings>
    </SettingsFrame>
  );
}

const { name, language, languages, timeZone } = changeOrganization.body.required().shape;
const schema = changeOrganization.body
  .pick({ name: true, language: true, languages: true, timeZone: true })
  .extend({ name, language, languages, timeZone });

function OrganizationForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings');
  const zones = useMemo(() => timeZoneChoices(settings.timeZone), [settings.timeZone]);
  const { version, formKey, saved, onTheirs, onMine } = useSavedSettings(settings);
  return (
    <SettingsForm
      key={formKey}
      label={t('organization.title')}
      schema={schema}
      start={{
        name: settings.name,
        language: settings.language,
        languages: settings.languages,
        timeZone: settings.timeZone,
      }}
      save={async (values) =>
        saved(await call(changeOrganization, { body: { version: version.current, ...values } }))
      }
      onTheirs={onTheirs}
      onMine={onMine}
    >
      {(form) => (
        <>
          <Field {...form.field('name')} label={t('organization.name')} hint={t('organization.nameHint')} />
          <Checkbox.Group
            value={form.values.languages}
            onChange={(chosen) => form.set('languages', chosen)}
            label={t('organization.languages')}
            description={t('organization.languagesHint')}
            error={form.errors['languages']}
          >
            <Group mt="xs">
              {settings.availableLanguages.map((tag) => (
                <Checkbox key={tag} name="languages" value={tag} label={languageName(tag)} lang={tag} />
              ))}
            </Group>
          </Checkbox.Group>
          <Field
            {...form.field('language')}
            kind="select"
            label={t('organization.language')}
            hint={t('organization.languageHint')}
            choices={settings.availableLanguages.map((tag) => ({ value: tag, label: languageName(tag) }))}
          />
          <Field
            {...form.field('timeZone')}
            kind="select"
            label={t('organization.timeZone')}
            hint={t('organization.timeZoneHint')}
            choices={zones}
          />
        </>
      )}
    </SettingsForm>
  );
}
