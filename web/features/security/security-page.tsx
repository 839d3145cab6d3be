import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { EmailPanel } from './email-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import classes from './security-page.module.css';
import { SessionList } from './session-list.tsx';

/** How one signs in, where one is signed in, and how to change it. */
export function SecurityPage() {
  const { t } = useTranslation('security');
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <div className={classes.sections}>
        <EmailPanel />
        <PasswordPanel />
        {/* Last: nothing stands below that its lines could push away while they come. */}
        <SessionList />
      </div>
    </>
  );
}
