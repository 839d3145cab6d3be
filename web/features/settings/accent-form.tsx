import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { accentPalette, judgeAccentColor } from '../../../contract/accent-color.ts';
import { changeOrganization, type Settings } from '../../../contract/settings.ts';
import { call } from '../../api.ts';
import { AvailabilityLine, type Availability } from '../../ui/availability-line.tsx';
import { Field } from '../../ui/field.tsx';
import classes from './accent-form.module.css';
import { SettingsForm } from './settings-form.tsx';
import { useSavedSettings } from './use-saved-settings.ts';

/** The product's own (web/theme.ts), where nothing is chosen. */
const plum = '#7a365f';

// Judged by the server; the line under the field says the same before.
const schema = changeOrganization.body.pick({ accentColor: true });

export function AccentForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings');
  const { version, formKey, saved, onTheirs, onMine } = useSavedSettings(settings);
  return (
    <section aria-labelledby="accent">
      <Title order={2} id="accent" mb="sm">
        {t('look.accent')}
      </Title>
      <SettingsForm
        key={formKey}
        label={t('look.accent')}
        schema={schema}
        start={{ accentColor: settings.accentColor ?? '' }}
        save={async ({ accentColor = null }) => {
          const body = { version: version.current, accentColor };
          await saved(await call(changeOrganization, { body }));
        }}
        onTheirs={onTheirs}
        onMine={onMine}
      >
        {(form) => {
          const given = form.values.accentColor ?? '';
          const verdict = judgeAccentColor(given === '' ? plum : given);
          const shown = verdict.ok ? verdict.value : verdict.reason === 'too_light' ? verdict.nearest : plum;
          const availability: Availability =
            given === ''
              ? { state: 'idle' }
              : verdict.ok
                ? { state: 'available', message: t('look.readable') }
                : {
                    state: 'invalid',
                    message: t(`accentColor.${verdict.reason}`, { ns: 'errors', ...verdict }),
                    ...(verdict.reason === 'too_light' && { suggestions: [verdict.nearest] }),
                  };
          return (
            <>
              <Field
                {...form.field('accentColor')}
                error={verdict.ok ? form.errors['accentColor'] : undefined}
                label={t('look.color')}
                hint={t('look.colorHint')}
                placeholder={plum}
                marked={!verdict.ok}
                tied
                optional
                ltr
                aside={
                  <input
                    className={classes.well}
                    type="color"
                    aria-label={t('look.pick')}
                    value={/^#[0-9a-f]{6}$/i.test(given) ? given : shown}
                    onChange={(event) => form.set('accentColor', event.currentTarget.value)}
                  />
                }
                below={
                  <AvailabilityLine
                    availability={availability}
                    suggestionsLabel={t('look.nearest')}
                    onTake={(color) => form.set('accentColor', color)}
                  />
                }
              />
              <AccentSample color={shown} />
            </>
          );
        }}
      </SettingsForm>
    </section>
  );
}

/** How a button and a link look in it, on a light page and on a dark one. */
function AccentSample({ color }: { color: string }) {
  const { t } = useTranslation('settings');
  const { shades } = accentPalette(color);
  const schemes = [
    { scheme: 'light', button: shades[7], link: shades[7] },
    { scheme: 'dark', button: shades[6], link: shades[3] },
  ];
  return (
    <div className={classes.sample} aria-hidden="true">
      {schemes.map(({ scheme, button, link }) => (
        <div key={scheme} className={classes.surface} data-scheme={scheme}>
          <b style={{ background: button }}>{t('look.sampleButton')}</b>
          <u style={{ color: link }}>{t('look.sampleLink')}</u>
        </div>
      ))}
    </div>
  );
}
