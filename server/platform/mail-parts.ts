import { html } from './html.ts';
import type { SafeHtml } from './html.ts';
import { mailTheme } from './mail-theme.ts';
import type { Text } from './texts.ts';
import { unlinkedLines, unlinkedName } from './unlinked.ts';

/** The pieces a mail's card is made of, in the look of `mailLayout`. */

const { light } = mailTheme;

export function paragraph(content: SafeHtml | string): SafeHtml {
  return html`<p class="ink" style="margin:0 0 24px;color:${light.ink}">${content}</p>`;
}

/** A quiet line in small type: until when, for whom. */
export function note(content: SafeHtml | string): SafeHtml {
  return html`<p class="dimmed" style="margin:0 0 24px;font-size:14px;line-height:21px;color:${light.dimmed}">
    ${content}
  </p>`;
}

/** What a person wrote: their lines, their name below. */
export function quote(message: string, author: string): SafeHtml {
  const lines = unlinkedLines(message).map((line, index) => (index === 0 ? line : html`<br />${line}`));
  return html`<table
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
    border="0"
    style="margin:0 0 28px"
  >
    <tr>
      <td
        class="quote"
        style="border-inline-start:3px solid ${light.accentLine};padding:0;padding-inline-start:16px;font-size:16px;line-height:25px"
      >
        <div class="ink" dir="auto" style="color:${light.ink}">${lines}</div>
        <div class="dimmed" style="font-size:14px;line-height:24px;color:${light.dimmed}">
          <bdi>${unlinkedName(author)}</bdi>
        </div>
      </td>
    </tr>
  </table>`;
}

/** The mail's one button. */
export function button(label: string, link: string): SafeHtml {
  return html`<table
    role="presentation"
    cellpadding="0"
    cellspacing="0"
    border="0"
    class="wide"
    style="margin:0 0 16px;border-collapse:separate"
  >
    <tr>
      <td
        class="button"
        align="center"
        bgcolor="${light.button}"
        style="border-radius:8px;background-color:${light.button}"
      >
        <a
          class="button wide"
          href="${link}"
          style="display:inline-block;padding:12px 24px;border-radius:8px;background-color:${light.button};font-size:16px;line-height:23px;font-weight:570;color:${light.buttonInk};text-decoration:none"
          >${label}</a
        >
      </td>
    </tr>
  </table>`;
}

/** Steps in a box of their own, numbered. */
export function steps(title: string, lines: readonly (SafeHtml | string)[]): SafeHtml {
  const items = lines.map(
    (line) => html`<li style="margin:0;padding:0;padding-inline-start:2px">${line}</li>`,
  );
  return html`<table
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
    border="0"
    style="margin:0 0 24px;border-collapse:separate"
  >
    <tr>
      <td
        class="panel ink"
        bgcolor="${light.panel}"
        style="padding:14px 20px;border-radius:10px;background-color:${light.panel};font-size:14px;line-height:22px;color:${light.ink}"
      >
        <p style="margin:0 0 4px;font-weight:600">${title}</p>
        <ol style="margin:0;padding:0;padding-inline-start:18px">
          ${items}
        </ol>
      </td>
    </tr>
  </table>`;
}

/** The button's address in full, for clients that show no button and people who look first. */
export function addressOf(t: Text, link: string): SafeHtml {
  return html`<p class="dimmed" style="margin:0 0 16px;font-size:14px;line-height:24px;color:${light.dimmed}">
    ${t('mail:address')}<br />
    <a
      class="link"
      dir="ltr"
      href="${link}"
      style="color:${light.accent};text-decoration:underline;word-break:break-all"
      >${link}</a
    >
  </p>`;
}

/** A link to a place of ours, by the words given. */
export function anchor(link: string, label: string): SafeHtml {
  return html`<a dir="auto" href="${link}" style="color:inherit;text-decoration:underline">${label}</a>`;
}

/**
 * A username or an email in bold. Clients would take them for addresses; an element around each dot and `@`
 * prevents that and leaves them fit for copying, which invisible characters would not.
 */
export function boldLogin(login: string): SafeHtml {
  const pieces = login
    .split(/([.@])/)
    .map((piece, index) => (index % 2 === 0 ? piece : html`<span>${piece}</span>`));
  return html`<bdi dir="ltr"
    ><strong class="ink" style="font-weight:600;color:${light.ink}">${pieces}</strong></bdi
  >`;
}
