import texts from '../../../locales/en/errors.json' with { type: 'json' };
import { apiBase } from '../../../contract/define-route.ts';
import { commonErrors, errorStatus } from '../../../contract/errors.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { html } from '../html.ts';
import type { SafeHtml } from '../html.ts';

/** What holds for every operation; each entry is a section with an anchor of its own. */
export function guideSections(origin: string): readonly { id: string; title: string; text: SafeHtml }[] {
  return [
    { id: 'authentication', title: 'Authentication', text: authentication(origin) },
    { id: 'api-keys', title: 'API keys', text: apiKeys(origin) },
    { id: 'errors', title: 'Errors', text: errors() },
    { id: 'lists', title: 'Lists', text: lists },
    { id: 'repeats', title: 'Repeats', text: repeats },
    { id: 'versions', title: 'Versions', text: versions },
  ];
}

function authentication(origin: string): SafeHtml {
  const cookie = origin.startsWith('https:') ? '__Host-foyer' : 'foyer';
  return html`<p>
      <a href="#signIn"><code>POST ${apiBase}/session</code></a> answers with the cookie
      <code>${cookie}</code>; send it with every later call. A session ends by itself after a day, or after an
      hour without use. What its account may do is asked anew at each call.
    </p>
    <p>
      A call that writes and carries the cookie also needs the header <code>Origin: ${origin}</code>, as a
      browser sends it. Bodies are JSON, at most 1 MiB, in UTF-8.
    </p>
    <pre tabindex="0"><code>curl -c jar -H 'Content-Type: application/json' \\
  -d '{"login": "marta", "password": "…"}' ${origin}${apiBase}/session

curl -b jar ${origin}${apiBase}/invitations?limit=10

curl -b jar -H 'Content-Type: application/json' -H 'Origin: ${origin}' \\
  -d '{"account": {"email": "anna.rossi@example.org"}, "delivery": {"channel": "email"}}' \\
  ${origin}${apiBase}/registrations</code></pre>
    <p>
      What only the person at the keyboard may do is marked as needing a fresh sign-in: it answers 428
      <code>fresh_sign_in_needed</code> unless the password was given within the last ten minutes, at sign-in
      or by <a href="#confirmPassword"><code>POST ${apiBase}/session/fresh</code></a
      >, which also changes the cookie.
    </p>
    <p>
      Most operations name a permission. It counts only for an account whose digital identity is validated;
      the founder alone needs none.
    </p>`;
}

function apiKeys(origin: string): SafeHtml {
  return html`<p>
      A program calls with a key instead of a session. Someone who may open Settings makes it there, under API
      keys, gives it a name, its permissions and its last day, and sees it once. Send it with every call; no
      cookie and no <code>Origin</code> are needed, and sending a cookie beside it is refused.
    </p>
    <pre
      tabindex="0"
    ><code>curl -H 'Authorization: Bearer foyer_…' ${origin}${apiBase}/invitations?limit=10</code></pre>
    <p>
      A key may do what its maker may, at most: it is asked anew at each call. It ends on its last day, when
      it is revoked, and with its maker’s account. The activity names the key beside its maker. What is a
      person’s own matter, asks for no permission or needs a fresh sign-in is not open to any key (403
      <code>not_for_api_keys</code>); the others list <code>apiKey</code> under their security in the
      <a href="/api/openapi.json">OpenAPI document</a>. A key that opens nothing gets 401
      <code>wrong_api_key</code>, whatever the reason; a hundred of them in a quarter of an hour from one
      network, 429.
    </p>`;
}

function errors(): SafeHtml {
  return html`<p>
      A refusal is <code>application/problem+json</code> (<a href="https://www.rfc-editor.org/rfc/rfc9457"
        >RFC 9457</a
      >), described by <a href="#schema-Problem">Problem</a>. Decide by <code>code</code>: the set is closed.
      <code>title</code> and <code>detail</code> are for people, in the language that
      <code>Accept-Language</code> asks for. <code>requestId</code> finds the call in the server’s log. With
      <code>fields</code>, each problem stands under the dotted path of its field.
    </p>
    <pre tabindex="0"><code>{
  "type": "about:blank#not_acceptable",
  "title": "${texts.problems.not_acceptable.title}",
  "status": 422,
  "code": "not_acceptable",
  "detail": "${texts.problems.not_acceptable.detail}",
  "requestId": "0199e2f5-6d0c-7c64-b1e8-5f3a0b6f2d11",
  "fields": {
    "account.email": [{ "code": "account.email_taken", "message": "${texts.account.email_taken}" }]
  }
}</code></pre>
    <p>
      400 means that the request can’t be read: not JSON, a wrong type, an unknown key. 422 is a verdict on a
      value, 409 on a state or version. 429 and 503 carry <code>Retry-After</code>, in seconds.
    </p>
    <h3 id="reasons">Every reason</h3>
    <p>
      Those marked <span class="any">any</span> may come from any operation; each operation lists the others.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="reasons">
      <table>
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Code</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          ${Object.keys(errorStatus).map((code) => reasonRow(code as ErrorCode))}
        </tbody>
      </table>
    </div>`;
}

function reasonRow(code: ErrorCode): SafeHtml {
  const any = commonErrors.includes(code) ? html` <span class="any">any</span>` : undefined;
  return html`<tr>
    <td>${errorStatus[code]}</td>
    <td><code>${code}</code>${any}</td>
    <td>${texts.problems[code].title}</td>
  </tr>`;
}

const lists = html`<p>
  A list answers <code>{items, nextCursor, total}</code>. Ask for the next page with <code>cursor=</code> and
  the <code>nextCursor</code> of the last one; it is <code>null</code> at the end. <code>limit</code> is 50
  unless you say otherwise, 200 at most. <code>total</code> is exact up to 10,000, then
  <code>{"atLeast": 10000}</code>. Instants are RFC 3339 in UTC; a day is <code>YYYY-MM-DD</code> in the
  organization’s time zone, and “until” a day includes it.
</p>`;

const repeats = html`<p>
  Where an operation takes <code>Idempotency-Key</code>, send a value of your own (a UUID) with it. If the
  answer gets lost, send the same again: it happens once, and you get the same answer; where it shows a
  person, they are shown as they are by then. The key is remembered for 24 hours. With another body it is
  refused (422 <code>idempotency_key_reused</code>), while the first call is still at work too (409
  <code>request_in_flight</code>).
</p>`;

const versions = html`<p>
  What two people may edit at once carries a <code>version</code>. A change names the version it saw; if
  someone was faster it is refused (409 <code>stale_version</code>) and nothing happened. Fields may be added
  to answers; unknown keys in requests are refused.
</p>`;
