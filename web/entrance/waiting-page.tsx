import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Door } from '../ui/door.tsx';
import { useLate } from '../ui/use-late.ts';
import classes from './entrance-layout.module.css';

/** While a link is looked at: the door, and after a moment a sign that something happens. */
export function WaitingPage({ doorTitle }: { doorTitle: string }) {
  const { t } = useTranslation('ui');
  const late = useLate(true);
  return (
    <div className={classes.page}>
      <div className={classes.side}>
        <main className={classes.main} aria-busy="true">
          {late && <Loader type="dots" aria-label={t('loading')} role="img" />}
        </main>
      </div>
      <Door title={doorTitle} />
    </div>
  );
}
