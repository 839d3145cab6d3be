import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLate } from '../ui/use-late.ts';
import classes from './lost-server-banner.module.css';
import { useServerIsLost } from './server-watch.ts';

/**
 * Says quietly that the server does not answer, for as long as it doesn't; the page goes on by itself. What is fixed to
 * the window begins below it, by `--foyer-notice`.
 */
export function LostServerBanner() {
  const { t } = useTranslation('ui');
  const place = useRef<HTMLDivElement>(null);
  const lost = useLate(useServerIsLost());
  useEffect(() => {
    if (!lost || !place.current) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(([entry]) => {
      style.setProperty('--foyer-notice', `${entry?.borderBoxSize[0]?.blockSize ?? 0}px`);
    });
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      style.removeProperty('--foyer-notice');
    };
  }, [lost]);
  return (
    <div ref={place} className={classes.place} role="status">
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
