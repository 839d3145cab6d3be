import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import { Notice } from '../../ui/notice.tsx';

/** What changing it did. It takes the focus, since the form that had it is gone. */
export function PasswordChanged() {
  const { t } = useTranslation('security');
  const { account, mail } = useSession();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <div ref={notice} role="status" tabIndex={-1} style={{ marginBlockStart: 12, outline: 'none' }}>
      <Notice
        tone="info"
        title={t('password.done')}
        icon={<IconCircleCheckFilled size={20} color="var(--foyer-ok)" />}
      >
        {t(mail === 'outbox' ? 'password.doneOutbox' : 'password.doneText', { email: account.email })}
      </Notice>
    </div>
  );
}
