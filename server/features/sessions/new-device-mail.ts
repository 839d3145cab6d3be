import { html } from '../../platform/html.ts';
import { mailLayout } from '../../platform/mail-layout.ts';
import { mailMoment } from '../../platform/mail-moment.ts';
import { anchor, boldLogin, note, paragraph, steps } from '../../platform/mail-parts.ts';
import { mailSentence } from '../../platform/mail-sentence.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainSignature, plainSteps } from '../../platform/plain-mail.ts';
import type { Text } from '../../platform/texts.ts';
import { unlinkedName } from '../../platform/unlinked.ts';
import type { Device } from './device-of.ts';

export interface NewDeviceMailData {
  readonly organizationName: string;
  readonly username: string;
  readonly at: Date;
  /** The IANA name of the zone in which the moment is told. */
  readonly timeZone: string;
  readonly device: Device;
  /** The network address that the sign-in came from. */
  readonly address: string;
  /** The pages where the person acts; no link does anything by itself. */
  readonly securityUrl: string;
  readonly resetUrl: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** Tells the owner of an account that it was signed in to from where it never was, so that a thief is noticed. */
export function newDeviceMail(t: Text, data: NewDeviceMailData): MailContent {
  const organization = unlinkedName(data.organizationName);
  const at = mailMoment(t, data.at, data.timeZone);
  const device = deviceInWords(t, data.device);
  const intro = t('mail:newDevice.intro', { organization, at });
  const from = ({ address }: { address: string }) => t('mail:newDevice.from', { device, address });
  const yours = ({ username }: { username: string }) => t('mail:newDevice.yours', { username });
  const end = ({ security }: { security: string }) => t('mail:newDevice.notYours.end', { security });
  const reset = (values: { reset: string }) => t('mail:newDevice.notYours.reset', values);
  const tell = t('mail:newDevice.notYours.tell', { organization });
  return {
    subject: t('mail:newDevice.subject', { organization }),
    html: mailLayout(t, {
      preheader: t('mail:newDevice.preheader'),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading: t('mail:newDevice.heading'),
      content: html`${paragraph(intro)} ${paragraph(mailSentence(from, { address: boldLogin(data.address) }))}
      ${note(mailSentence(yours, { username: boldLogin(data.username) }))}
      ${steps(t('mail:newDevice.notYours.title'), [
        mailSentence(end, { security: anchor(data.securityUrl, data.securityUrl) }),
        mailSentence(reset, { reset: anchor(data.resetUrl, data.resetUrl) }),
        tell,
      ])}`,
      footer: html`${t('mail:newDevice.why')}`,
    }),
    text: plainMail([
      intro,
      from(data),
      yours(data),
      plainSteps(t('mail:newDevice.notYours.title'), [
        end({ security: data.securityUrl }),
        reset({ reset: data.resetUrl }),
        tell,
      ]),
      t('mail:newDevice.why'),
      plainSignature(t, data),
    ]),
  };
}

function deviceInWords(t: Text, { browser, system }: Device): string {
  if (browser !== null && system !== null) return t('mail:newDevice.device.both', { browser, system });
  return browser ?? system ?? t('mail:newDevice.device.unknown');
}
