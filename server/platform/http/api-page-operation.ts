import { commonErrors, errorStatus } from '../../../contract/errors.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { html } from '../html.ts';
import type { SafeHtml } from '../html.ts';
import { kindOf, schemaView } from './api-page-schema.ts';
import type { Operation, Parameter } from './open-api-document.ts';

export interface PlacedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const callers: Readonly<Record<string, string>> = {
  public: 'Anybody may call it, without a session.',
  'signed-in': 'Needs a session, no permission.',
  founder: 'For the founder of the organization alone.',
};

/** One operation: what it does, who may call it, what goes in, what comes out, what it refuses. */
export function operationView({ method, path, operation }: PlacedOperation): SafeHtml {
  const name = operation.operationId;
  return html`<article id="${name}">
    <h3>
      <span class="method" data-method="${method}">${method}</span> <code>${breakable(path)}</code>
      <a class="anchor" href="#${name}" aria-label="Link to ${name}">#</a>
    </h3>
    <p class="summary">${operation.summary}</p>
    <p class="facts">
      ${permissionView(operation)}${freshView(operation)}<span class="operation-id"
        >Operation <code>${name}</code></span
      >
    </p>
    ${parametersView(operation.parameters)}
    <div class="sides">${requestView(operation)}${answerView(operation)}</div>
    ${refusalsView(operation)}
  </article>`;
}

/** So that a long path breaks at its slashes. */
function breakable(path: string): SafeHtml {
  const parts = path.split('/');
  return html`${parts.map((part, index) => (index === 0 ? part : html`<wbr />/${part}`))}`;
}

function permissionView(operation: Operation): SafeHtml {
  const known = callers[operation['x-permission']];
  return known === undefined
    ? html`<span>Needs the permission <code>${operation['x-permission']}</code>.</span>`
    : html`<span>${known}</span>`;
}

function freshView(operation: Operation): SafeHtml | undefined {
  if (!operation['x-fresh-sign-in']) return undefined;
  return html`<span>Needs a <a href="#confirmPassword">fresh sign-in</a>.</span>`;
}

function parametersView(parameters: readonly Parameter[]): SafeHtml | undefined {
  if (parameters.length === 0) return undefined;
  const items = parameters.map(
    (parameter) =>
      html`<li>
        <code class="name">${parameter.name}</code> <span class="place">${parameter.in}</span>
        ${kindOf(parameter.schema)}
        ${parameter.required ? undefined : html`<span class="optional">optional</span>`}
        ${parameter.description === undefined ? undefined : html`<p>${parameter.description}</p>`}
      </li>`,
  );
  return html`<h4>Parameters</h4>
    <ul class="fields">
      ${items}
    </ul>`;
}

function requestView({ requestBody }: Operation): SafeHtml | undefined {
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return undefined;
  return html`<section>
    <h4>Request</h4>
    ${schemaView(schema)}
  </section>`;
}

function answerView({ responses }: Operation): SafeHtml {
  const [status = '', answer] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  const schema = answer?.content?.['application/json']?.schema;
  return html`<section>
    <h4>Answer <span class="status">${status}</span></h4>
    ${schema ? schemaView(schema) : html`<p class="whole">No content.</p>`}
  </section>`;
}

/** What any route may refuse is told once, in the guide. */
function refusalsView({ responses }: Operation): SafeHtml | undefined {
  const listed = Object.entries(responses).flatMap(([status, { description }]) => {
    const codes = status.startsWith('2') ? [] : (description.split(', ') as ErrorCode[]);
    const own = codes.filter((code) => !commonErrors.includes(code) && code in errorStatus);
    return own.map((code) => html`<li><span class="status">${status}</span> <code>${code}</code></li>`);
  });
  if (listed.length === 0) return undefined;
  return html`<h4>Refusals of its own</h4>
    <ul class="refusals">
      ${listed}
    </ul>`;
}
