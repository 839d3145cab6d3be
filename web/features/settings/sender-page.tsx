import { useTranslation } from 'react-i18next';
import { changeSender, type Settings } from '../../../contract/settings.ts';
import { call } from '../../api.ts';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SettingsForm } from './settings-form.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { settingsQuery } from './settings-query.ts';
import { useSavedSettings } from './use-saved-settings.ts';
import { WithSettings } from './with-settings.tsx';

/** Who mails are from, and where answers to them go. */
export function SenderPage() {
  return (
    <SettingsFrame section="sender">
      <WithSettings query={settingsQuery}>{(settings) => <SenderForm settings={settings} />}</WithSettings>
    </SettingsFrame>
  );
}

const asTyped = changeSender.body.pick({ senderName: true, senderAddress: true, replyTo: true });
// Empty means none: what the server decides, and nowhere.
const schema = asTyped.extend({
  senderName: asTyped.shape.senderName.unwrap().optional(),
  senderAddress: asTyped.shape.senderAddress.unwrap().optional(),
  replyTo: asTyped.shape.replyTo.unwrap().optional(),
});

function SenderForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings');
  const { version, formKey, saved, onTheirs, onMine } = useSavedSettings(settings);
  const { sender } = settings;
  const isFixed = sender.fixedBy !== null;
  return (
    <SettingsForm
      key={formKey}
      label={t('sender.title')}
      schema={schema}
      start={{
        senderName: settings.senderName ?? '',
        senderAddress: settings.senderAddress ?? '',
        replyTo: settings.replyTo ?? '',
      }}
      save={async ({ senderName, senderAddress, replyTo }) => {
        const own = isFixed
          ? { senderName: null, senderAddress: null }
          : { senderName: senderName ?? null, senderAddress: senderAddress ?? null };
        const body = { version: version.current, ...own, replyTo: replyTo ?? null };
        await saved(await call(changeSender, { body }));
      }}
      onTheirs={onTheirs}
      onMine={onMine}
    >
      {(form) => (
        <>
          <Notice tone="info" title={t('sender.now')}>
            <bdi>{sender.name}</bdi> <bdi dir="ltr">&lt;{sender.address}&gt;</bdi>
            {isFixed && <div>{t('fixed', { variable: sender.fixedBy })}</div>}
          </Notice>
          {!isFixed && (
            <>
              <Field
                {...form.field('senderName')}
                label={t('sender.name')}
                hint={t('sender.nameHint')}
                optional
              />
              <Field
                {...form.field('senderAddress')}
                label={t('sender.address')}
                hint={t('sender.addressHint')}
                type="email"
                optional
                ltr
              />
            </>
          )}
          <Field
            {...form.field('replyTo')}
            label={t('sender.replyTo')}
            hint={t('sender.replyToHint')}
            type="email"
            optional
            ltr
          />
        </>
      )}
    </SettingsForm>
  );
}
