import { SettingsFrame } from './settings-frame.tsx';
import { AccentForm } from './accent-form.tsx';
import { LogoField } from './logo-field.tsx';
import { settingsQuery } from './settings-query.ts';
import { WithSettings } from './with-settings.tsx';

/** The logo and the accent: the shell, the pages before sign-in and the mails wear them. */
export function LookPage() {
  return (
    <SettingsFrame section="look">
      <WithSettings query={settingsQuery}>
        {(settings) => (
          <>
            <LogoField settings={settings} />
            <AccentForm settings={settings} />
          </>
        )}
      </WithSettings>
    </SettingsFrame>
  );
}
