import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './locked.module.css';

/** "Locked." and why, for an option or a tile that people expect to see. The way out stands beside it. */
export function Locked({ reason }: { reason: ReactNode }) {
  const { t } = useTranslation('ui');
  return (
    <span className={classes.locked}>
      <IconLock size={16} stroke={1.7} aria-hidden />
      <span>
        <b>{t('locked')}</b> {reason}
      </span>
    </span>
  );
}
