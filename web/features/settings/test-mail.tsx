import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { sendTestMail } from '../../../contract/mail-server.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

type Result = ResponseOf<typeof sendTestMail>;

/** A mail to oneself, and what the mail server said to it. */
export function TestMail() {
  const { t } = useTranslation('settings');
  const { account } = useSession();
  const [sending, setSending] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const send = async () => {
    setSending(true);
    setResult(null);
    setProblem(null);
    try {
      setResult(await call(sendTestMail));
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <section aria-labelledby="test" style={{ maxInlineSize: 560, marginBlockStart: 36 }}>
      <Title order={2} id="test">
        {t('testMail.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('testMail.text', { email: account.email })}
      </Text>
      <Button variant="default" loading={sending} onClick={() => void send()}>
        {t('testMail.send')}
      </Button>
      <div role="status" style={{ marginBlockStart: 16 }}>
        {result && (
          <Notice
            tone={result.result === 'sent' ? 'info' : 'bad'}
            title={t(`testMail.${result.result}`, { email: result.to })}
          >
            {result.response && (
              <>
                {t('testMail.said')} <bdi dir="ltr">{result.response}</bdi>
              </>
            )}
          </Notice>
        )}
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
    </section>
  );
}
