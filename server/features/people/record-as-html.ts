import { html, markupOf } from '../../platform/html.ts';
import type { SafeHtml } from '../../platform/html.ts';
import type { Text } from '../../platform/texts.ts';
import { labelIn, labelsOf } from '../identities/label-in.ts';
import type { Act } from './acts-of.ts';
import type { PersonRecord } from './person-record.ts';
import { recordStyle } from './record-style.ts';
import { actInWords, happeningInWords, inFormOrder, permissionInWords } from './record-words.ts';
import { localeOf, valueInWords } from './value-in-words.ts';

type Cell = string | null | undefined;

interface Reading {
  readonly t: Text;
  readonly language: string;
}

/** One page that needs nothing else: no script, no address, to be read, printed or handed on. */
export async function* recordAsHtml(
  record: PersonRecord,
  acts: AsyncIterable<readonly Act[]>,
  { t, language }: Reading,
): AsyncGenerator<string> {
  const { name } = record.account;
  const moment = momentIn(language, record.organization.timeZone);
  const title = t('export:title', { name });
  yield `<!doctype html>\n`;
  yield `${openTag(language)}${markupOf(
    html`<head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      ${recordStyle}
    </head>`,
  )}<body>`;
  yield markupOf(
    html`<h1>${title}</h1>
      <p>${t('export:intro', { organization: record.organization.name, when: moment(new Date()) })}</p>
      ${sectionsOf(record, { t, language }, moment)}
      <h2>${t('export:activity')}</h2>`,
  );
  yield `<table><thead>${markupOf(headRow([t('export:at'), t('export:act'), t('export:by'), t('export:fields'), t('export:address')]))}</thead><tbody>`;
  for await (const page of acts) {
    yield page
      .map(({ at, action, by, fields, ip }) =>
        markupOf(
          row([
            moment(new Date(at)),
            actInWords(t, action),
            t(`export:who.${by}`),
            labelsOf(record.identity.form, fields, language).join(', '),
            ip,
          ]),
        ),
      )
      .join('\n');
  }
  yield '</tbody></table></body></html>\n';
}

function openTag(language: string): string {
  return markupOf(html`<html lang="${language}"></html>`).replace('</html>', '');
}

type Moment = (at: Date | string | null) => string;

function momentIn(language: string, timeZone: string): Moment {
  const format = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  });
  return (at) => (at === null ? '' : format.format(new Date(at)));
}

function sectionsOf(record: PersonRecord, { t, language }: Reading, moment: Moment): SafeHtml[] {
  const { account, identity, grants, invitations, mails, signIns, apiKeys } = record;
  return [
    facts(t('export:account'), [
      [t('export:name'), account.name],
      [t('export:email'), account.email],
      [t('export:username'), account.username],
      [t('export:state'), t(`export:accountState.${account.state}`)],
      [t('export:population'), t(`export:populations.${account.population}`)],
      [t('export:language'), new Intl.DisplayNames([language], { type: 'language' }).of(account.language)],
      [t('export:created'), moment(account.createdAt)],
      [t('export:joined'), moment(account.activatedAt)],
      [t('export:code'), identity.personalCode],
    ]),
    ...(identity.updateAsked
      ? [
          facts(t('export:updateAsked'), [
            [t('export:at'), moment(identity.updateAsked.at)],
            [
              t('export:updateFields'),
              labelsOf(identity.form, identity.updateAsked.fields, language).join(', '),
            ],
            [t('export:updateNote'), identity.updateAsked.note],
            [t('export:updateAnswered'), moment(identity.updateAsked.answeredAt)],
          ]),
        ]
      : []),
    ...identity.versions.map((version) =>
      facts(t('export:version', { number: version.version }), [
        [t('export:state'), t(`export:versionState.${version.inForce ? 'in_force' : version.state}`)],
        [t('export:saved'), moment(version.savedAt)],
        [t('export:decided'), moment(version.decidedAt)],
        [t('export:alias'), version.alias],
        ...inFormOrder(identity.form, version.fields).map(([key, value]): [string, Cell] => {
          const field = identity.form.get(key);
          return [field ? labelIn(field.label, language) : key, valueInWords(t, field, value, language)];
        }),
        [t('export:leftOut'), labelsOf(identity.form, version.leftOut, language).join(', ')],
      ]),
    ),
    table(
      t('export:grants'),
      [t('export:permission'), t('export:from'), t('export:until'), t('export:ended'), t('export:why')],
      grants.map((grant) => [
        permissionInWords(t, grant.application, grant.permission),
        moment(grant.from ?? grant.grantedAt),
        moment(grant.until),
        moment(grant.endedAt),
        grant.reason,
      ]),
    ),
    table(
      t('export:invitations'),
      [t('export:at'), t('export:state'), t('export:message'), t('export:timeline')],
      invitations.map(({ createdAt, state, message, timeline }) => [
        moment(createdAt),
        t(`export:invitationState.${state as 'sent'}`),
        message,
        timeline.map(({ kind, at }) => `${moment(at)}: ${happeningInWords(t, kind)}`).join('; '),
      ]),
    ),
    table(
      t('export:mails'),
      [t('export:at'), t('export:to'), t('export:subject'), t('export:state')],
      mails.map((mail) => [
        moment(mail.createdAt),
        mail.to,
        mail.subject ?? mail.kind,
        t(`export:mailState.${mail.state}`),
      ]),
    ),
    ...(signIns
      ? [
          table(
            t('export:signIns'),
            [t('export:at'), t('export:ended'), t('export:device'), t('export:address')],
            signIns.map(({ createdAt, endedAt, browser, system, ip }) => [
              moment(createdAt),
              moment(endedAt),
              [browser, system].filter(Boolean).join(', '),
              ip,
            ]),
          ),
        ]
      : []),
    ...(apiKeys
      ? [
          table(
            t('export:keys'),
            [t('export:name'), t('export:created'), t('export:until'), t('export:permission')],
            apiKeys.map(({ name, createdAt, expiresAt, permissions }) => [
              name,
              moment(createdAt),
              moment(expiresAt),
              permissions
                .map((one) => permissionInWords(t, ...(one.split(':', 2) as [string, string])))
                .join(', '),
            ]),
          ),
        ]
      : []),
  ];
}

/** Term by term; what is empty is not told. */
function facts(title: string, lines: readonly (readonly [string, Cell])[]): SafeHtml {
  const told = lines.filter(([, value]) => value);
  return html`<h2>${title}</h2>
    <dl>
      ${told.map(
        ([term, value]) =>
          html`<dt>${term}</dt>
            <dd>${value ?? ''}</dd>`,
      )}
    </dl>`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly Cell[])[]): SafeHtml {
  if (rows.length === 0) return html``;
  return html`<h2>${title}</h2>
    <table>
      <thead>
        ${headRow(head)}
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>`;
}

function headRow(cells: readonly string[]): SafeHtml {
  return html`<tr>
    ${cells.map((cell) => html`<th scope="col">${cell}</th>`)}
  </tr>`;
}

function row(cells: readonly Cell[]): SafeHtml {
  return html`<tr>
    ${cells.map((cell) => html`<td>${cell ?? ''}</td>`)}
  </tr>`;
}
