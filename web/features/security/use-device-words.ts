import { useTranslation } from 'react-i18next';
import type { SessionLine } from '../../../contract/sessions.ts';

/** "Firefox on Linux", as far as the browser said it. */
export function useDeviceWords(): (device: SessionLine['device']) => string {
  const { t } = useTranslation('security');
  return ({ browser, system }) => {
    if (browser !== null && system !== null) return t('sessions.deviceWords', { browser, system });
    return browser ?? system ?? t('sessions.unknownDevice');
  };
}
