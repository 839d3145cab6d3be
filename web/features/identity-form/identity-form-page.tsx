import { SettingsFrame } from '../settings/settings-frame.tsx';
import { settingsQuery } from '../settings/settings-query.ts';
import { WithSettings } from '../settings/with-settings.tsx';
import { identityFormQuery } from '../identities/identity-queries.ts';
import { IdentityFormEditor } from './identity-form-editor.tsx';

/** What a digital identity of this organization is made of. */
export function IdentityFormPage() {
  return (
    <SettingsFrame section="identityForm">
      <WithSettings query={settingsQuery}>
        {({ language, languages }) => (
          <WithSettings query={{ ...identityFormQuery, refetchOnWindowFocus: false }}>
            {(form) => <IdentityFormEditor given={form} language={language} languages={languages} />}
          </WithSettings>
        )}
      </WithSettings>
    </SettingsFrame>
  );
}
