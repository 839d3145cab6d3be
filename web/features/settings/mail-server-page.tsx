import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MailServerAnswer } from '../../../contract/mail-server.ts';
import { Notice } from '../../ui/notice.tsx';
import { MailServerForm } from './mail-server-form.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { mailServerQuery } from './settings-query.ts';
import { TestMail } from './test-mail.tsx';
import { WithSettings } from './with-settings.tsx';

/** Which server sends the mails, and a try whether it does. */
export function MailServerPage() {
  return (
    <SettingsFrame section="mailServer">
      <WithSettings query={mailServerQuery}>{(answer) => <MailServer answer={answer} />}</WithSettings>
    </SettingsFrame>
  );
}

function MailServer({ answer }: { answer: MailServerAnswer }) {
  const { t } = useTranslation('settings');
  const { fixedBy, server } = answer;
  return (
    <>
      {fixedBy ? (
        <div style={{ maxInlineSize: 560 }}>
          <Notice tone="info" title={t('mailServer.isSet')}>
            {t('fixed', { variable: fixedBy })}
          </Notice>
        </div>
      ) : (
        <>
          {!server && (
            <Text c="dimmed" maw={560} mb="lg">
              {t('mailServer.none')}
            </Text>
          )}
          <MailServerForm server={server} />
        </>
      )}
      {(fixedBy ?? server) && <TestMail />}
    </>
  );
}
