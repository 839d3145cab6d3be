import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endOtherSessions } from '../../../contract/sessions.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { rememberFocus } from '../../ui/remember-focus.ts';
import { showToast } from '../../ui/show-toast.tsx';
import { refreshSessions } from './security-queries.ts';

/** Signs out everywhere else. @param count of the other sessions */
export function EndOthers({ count }: { count: number }) {
  const { t } = useTranslation('security');
  const [giveBack, setGiveBack] = useState<(() => void) | null>(null);
  const close = () => {
    giveBack?.();
    setGiveBack(null);
  };
  const end = async () => {
    await call(endOtherSessions);
    await refreshSessions();
    showToast(t('sessions.othersEnded'));
  };
  return (
    <>
      {count > 0 && (
        <Button variant="default" onClick={() => setGiveBack(() => rememberFocus())}>
          {t('sessions.endOthers')}
        </Button>
      )}
      <DangerDialog
        opened={giveBack !== null}
        onClose={close}
        title={t('sessions.endOthersTitle')}
        action={t('sessions.endOthersConfirm', { count })}
        keep={t('sessions.endOthersKeep')}
        onConfirm={end}
      >
        <Text>{t('sessions.endOthersText')}</Text>
      </DangerDialog>
    </>
  );
}
