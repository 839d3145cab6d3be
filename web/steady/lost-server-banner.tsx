import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLate } from '../ui/use-late.ts';
import classes from './lost-server-banner.module.css';
import { useServerIsLost } from './server-watch.ts';

/** Says quietly that the server does not answer, for as long as it doesn't; the page goes on by itself. */
export function LostServerBanner() {
  const { t } = useTranslation('ui');
  const lost = useLate(useServerIsLost());
  return (
    <div className={classes.place} role="status">
      {lost && (
        <div className={classes.banner}>
          <IconPlugConnectedX size={18} stroke={1.7} aria-hidden />
          <span>
            <strong>{t('lost.title')}</strong> {t('lost.text')}
          </span>
        </div>
      )}
    </div>
  );
}
