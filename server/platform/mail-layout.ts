import { html, markupOf } from './html.ts';
import type { SafeHtml } from './html.ts';
import { mailBrand } from './mail-brand.ts';
import { anchor } from './mail-parts.ts';
import { mailSentence } from './mail-sentence.ts';
import { fillAccent, mailTheme } from './mail-theme.ts';
import type { MailVoice } from './mail-voice.ts';
import type { Text } from './texts.ts';
import { unlinkedName } from './unlinked.ts';

interface MailParts {
  /** What the inbox shows after the subject. */
  readonly preheader: string;
  readonly organizationName: string;
  /** The origin of the public pages, shown under the card. */
  readonly publicUrl: string;
  readonly heading: string;
  readonly content: SafeHtml;
  /** Below the card: why the mail came, what to do if it should not have. */
  readonly footer: SafeHtml;
}

const { font, light, dark } = mailTheme;

/** An address or a name longer than a phone is wide is broken where it has no place for it; by two names, for all programs. */
const breaking = 'overflow-wrap:break-word;word-break:break-word';

/**
 * The whole HTML of a mail: one 600 px card of tables with inline styles, nothing that is fetched: the one picture
 * there may be, the organization's logo, comes with the mail, and the name stands beside it. The style sheet only
 * adds what clients may lack: dark colours and narrow screens.
 */
export function mailLayout(t: MailVoice, parts: MailParts): string {
  const locale = t('mail:locale');
  const direction = t('mail:direction');
  const markup = markupOf(
    html`<!doctype html>
      <html lang="${locale}" dir="${direction}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="supported-color-schemes" content="light dark" />
          <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
          <meta name="x-apple-disable-message-reformatting" />
          <title>${parts.heading}</title>
          ${styleSheet}
        </head>
        <body
          class="page"
          style="margin:0;padding:0;background-color:${light.page};-webkit-text-size-adjust:100%;text-size-adjust:100%"
        >
          <div
            style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px"
          >
            ${parts.preheader}${padding}
          </div>
          <table
            role="presentation"
            class="page"
            width="100%"
            cellpadding="0"
            cellspacing="0"
            border="0"
            bgcolor="${light.page}"
            style="background-color:${light.page}"
          >
            <tr>
              <td align="center" class="outside" style="padding:40px 16px 48px">
                <table
                  role="presentation"
                  class="card"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  border="0"
                  bgcolor="${light.card}"
                  style="max-width:600px;background-color:${light.card};border:1px solid ${light.line};border-radius:12px;border-collapse:separate"
                >
                  <tr>
                    <td
                      class="inside ink"
                      style="padding:32px 40px 16px;text-align:start;${breaking};font-family:${font};font-size:16px;line-height:25px;color:${light.ink}"
                    >
                      ${mailBrand(parts.organizationName, t.look?.logo)}
                      <h1
                        class="ink"
                        style="margin:28px 0 8px;font-size:26px;line-height:34px;font-weight:640;letter-spacing:-.018em;color:${light.ink}"
                      >
                        ${parts.heading}
                      </h1>
                      ${parts.content}
                    </td>
                  </tr>
                </table>
                <table
                  role="presentation"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  border="0"
                  style="max-width:600px"
                >
                  <tr>
                    <td
                      class="inside dimmed"
                      style="padding:20px 40px 0;text-align:start;${breaking};font-family:${font};font-size:13px;line-height:20px;color:${light.dimmed}"
                    >
                      ${parts.footer}<br />
                      ${signature(t, parts)}
                    </td>
                  </tr>
                </table>
              </td>
            </tr>
          </table>
        </body>
      </html> `,
  );
  return fillAccent(markup, t.look?.accent ?? null);
}

/** Keeps the first words of the mail out of the inbox's preview line, after the preheader. */
const padding = '\u00A0\u034F'.repeat(40);

function signature(t: Text, { organizationName, publicUrl }: MailParts): SafeHtml {
  return mailSentence((values) => t('mail:signedBy', values), {
    organization: unlinkedName(organizationName),
    site: anchor(publicUrl, new URL(publicUrl).host),
  });
}

/** `data-ogsc` and `data-ogsb` are how Outlook's own dark mode marks what it has recoloured. */
const styleSheet = html`<style>
  :root {
    color-scheme: light dark;
    supported-color-schemes: light dark;
  }
  a {
    text-underline-offset: 2px;
  }
  @media (max-width: 520px) {
    .outside {
      padding: 0 0 32px !important;
    }
    .inside {
      padding-inline: 20px !important;
    }
    .card {
      border-radius: 0 !important;
      border-inline: 0 !important;
      border-top: 0 !important;
    }
    table.wide {
      width: 100% !important;
    }
    a.wide {
      display: block !important;
    }
  }
  @media (prefers-color-scheme: dark) {
    .page {
      background-color: ${dark.page} !important;
    }
    .card {
      background-color: ${dark.card} !important;
      border-color: ${dark.line} !important;
    }
    .panel {
      background-color: ${dark.panel} !important;
    }
    .ink {
      color: ${dark.ink} !important;
    }
    .dimmed {
      color: ${dark.dimmed} !important;
    }
    .link {
      color: ${dark.accent} !important;
    }
    .quote {
      border-color: ${dark.accentLine} !important;
    }
    .button {
      background-color: ${dark.button} !important;
      color: ${dark.buttonInk} !important;
    }
    .leaf {
      background-color: ${dark.accent} !important;
    }
    .frame {
      border-color: ${dark.accent} !important;
    }
    .ajar {
      background-color: ${dark.accentLine} !important;
    }
  }
  [data-ogsc] .button {
    color: ${dark.buttonInk} !important;
  }
  [data-ogsb] .button {
    background-color: ${dark.button} !important;
  }
</style>`;
