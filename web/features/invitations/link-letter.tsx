import { createPortal } from 'react-dom';
import { Trans, useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import { directionOf } from '../../texts.ts';
import { Logo } from '../../ui/logo.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { useWhen } from '../../ui/use-when.ts';
import classes from './link-letter.module.css';

interface LinkLetterProps {
  readonly link: string;
  readonly name: string;
  readonly username: string;
  /** The person's, not the operator's. */
  readonly language: string;
  readonly expiresAt: string | null;
}

/** What leaves the printer while a link is on screen: a letter for the person, and nothing of the page. */
export function LinkLetter({ link, name, username, language, expiresAt }: LinkLetterProps) {
  const { t } = useTranslation('invitations', { lng: language });
  const { dayAndTime } = useWhen(language);
  const { organization, account } = useSession();
  return createPortal(
    <div className={classes.letter} aria-hidden="true" lang={language} dir={directionOf(language)}>
      <div className={classes.head}>
        <Logo size={28} />
        {organization.name}
      </div>
      <p className={classes.title}>{t('letter.title', { organization: organization.name })}</p>
      <p>{t('letter.greeting', { name })}</p>
      <p>{t('letter.intro', { organization: organization.name, inviter: account.name })}</p>
      <div className={classes.way}>
        <QrCode value={link} label={t('link.qr')} size={190} />
        <ol>
          <li>{t('letter.step1')}</li>
          <li>{t('letter.step2')}</li>
          <li>
            <Trans
              t={t}
              i18nKey="letter.step3"
              values={{ username }}
              components={{ b: <strong dir="ltr" /> }}
            />
          </li>
        </ol>
      </div>
      <p className={classes.link} dir="ltr">
        {link}
      </p>
      {expiresAt && (
        <p>
          <strong>{t('letter.until', { until: dayAndTime(expiresAt) })}</strong>
        </p>
      )}
      <p className={classes.small}>{t('letter.secret', { inviter: account.name })}</p>
    </div>,
    document.body,
  );
}
