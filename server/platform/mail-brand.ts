import { html } from './html.ts';
import type { SafeHtml } from './html.ts';
import { mailTheme } from './mail-theme.ts';
import type { MailLook } from './mail-voice.ts';
import { unlinkedName } from './unlinked.ts';

const { font, light } = mailTheme;

/** The organization's sign and name. */
export function mailBrand(organizationName: string, logo: MailLook['logo'] | undefined): SafeHtml {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0">
    <tr>
      <td dir="ltr" style="padding:0" valign="middle">${logo ? picture(logo) : door}</td>
      <td
        class="ink"
        valign="middle"
        style="padding-inline-start:11px;font-family:${font};font-size:15px;line-height:22px;font-weight:600;color:${light.ink}"
      >
        <bdi>${unlinkedName(organizationName)}</bdi>
      </td>
    </tr>
  </table>`;
}

const highest = 40;
const widest = 200;

/** On white, as logos are drawn for; without a text of its own, since the name follows. */
function picture({ width, height }: NonNullable<MailLook['logo']>): SafeHtml {
  const scale = Math.min(1, highest / height, widest / width);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return html`<img
    src="cid:logo"
    alt=""
    width="${size.width}"
    height="${size.height}"
    style="display:block;width:${size.width}px;height:${size.height}px;border:0;border-radius:4px;background-color:#FFFFFF"
  />`;
}

/** The door, start leaf closed and end leaf ajar, drawn with borders: it is there when pictures are off. */
const door = html`<table
  role="presentation"
  aria-hidden="true"
  cellpadding="0"
  cellspacing="0"
  border="0"
  style="border-collapse:separate"
>
  <tr>
    <td
      class="leaf"
      width="8"
      height="22"
      bgcolor="${light.accent}"
      style="width:8px;height:22px;padding:0;font-size:0;line-height:0;background-color:${light.accent};border-radius:8px 0 0 0"
    >
      &nbsp;
    </td>
    <td width="2" style="width:2px;padding:0;font-size:0;line-height:0">&nbsp;</td>
    <td
      class="frame"
      valign="bottom"
      style="width:5px;height:20px;padding:0;font-size:0;line-height:0;border-top:2px solid ${light.accent};border-right:3px solid ${light.accent};border-radius:0 8px 0 0"
    >
      <div class="ajar" style="width:3px;height:18px;background-color:${light.accentLine}">&nbsp;</div>
    </td>
  </tr>
</table>`;
