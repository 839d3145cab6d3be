import { html } from '../html.ts';
import type { SafeHtml } from '../html.ts';
import { componentBase } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** A schema to read: what it is, and its fields one below the other. */
export function schemaView(schema: JsonSchema): SafeHtml {
  const fields = fieldsView(schema);
  const isPlainObject = schema.properties !== undefined;
  return html`${isPlainObject ? undefined : html`<p class="whole">${kindOf(schema)}</p>`}${fields}`;
}

/** "string, date", "one of a, b", with its limits. */
export function kindOf(schema: JsonSchema): SafeHtml {
  return html`<span class="kind">${plainKind(schema)}</span>${limitsOf(schema)}`;
}

/** Where a named schema stands on the page. */
export function schemaAnchor(name: string): string {
  return `schema-${name}`;
}

function plainKind(schema: JsonSchema): SafeHtml {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(componentBase.length);
    return html`<a href="#${schemaAnchor(name)}">${name}</a>`;
  }
  if (schema.enum) return html`one of ${joined(schema.enum.map(codeOf), ', ')}`;
  if (schema.const !== undefined) return codeOf(schema.const);
  if (schema.anyOf) return joined(schema.anyOf.map(plainKind), ' or ');
  if (schema.items) return html`array of ${plainKind(schema.items)}`;
  if (typeof schema.additionalProperties === 'object') {
    return html`object, each value ${plainKind(schema.additionalProperties)}`;
  }
  const types = Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'anything');
  return html`${schema.format === undefined ? types : `${types}, ${schema.format}`}`;
}

function codeOf(value: unknown): SafeHtml {
  return html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`;
}

function limitsOf(schema: JsonSchema): SafeHtml {
  const words = [
    range(schema.minLength, schema.maxLength, 'characters'),
    range(schema.minimum, schema.maximum, ''),
    range(schema.minItems, schema.maxItems, 'items'),
    schema.default === undefined ? undefined : `${JSON.stringify(schema.default)} if left out`,
  ].filter((word) => word !== undefined);
  return html`${words.map((word) => html`<span class="limit">${word}</span>`)}`;
}

function range(from: number | undefined, to: number | undefined, unit: string): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (to === undefined) return `at least ${from} ${unit}`.trim();
  return (from === undefined ? `at most ${to} ${unit}` : `${from} to ${to} ${unit}`).trim();
}

function fieldsView(schema: JsonSchema): SafeHtml | undefined {
  const inner = objectWithin(schema);
  if (!inner?.properties) return undefined;
  const required = new Set(inner.required);
  const items = Object.entries(inner.properties).map(([name, part]) => {
    const optional = required.has(name) ? undefined : html`<span class="optional">optional</span>`;
    const about = part.description === undefined ? undefined : html`<p>${part.description}</p>`;
    return html`<li>
      <code class="name">${name}</code> ${kindOf(part)} ${optional}${about}${fieldsView(part)}
    </li>`;
  });
  return items.length === 0
    ? html`<p class="whole">An empty object.</p>`
    : html`<ul class="fields">
        ${items}
      </ul>`;
}

/** The object whose fields are worth listing: itself, an array's items, or one of several choices. */
function objectWithin(schema: JsonSchema): JsonSchema | undefined {
  if (schema.properties) return schema;
  if (schema.items) return objectWithin(schema.items);
  if (typeof schema.additionalProperties === 'object') return objectWithin(schema.additionalProperties);
  return schema.anyOf?.map(objectWithin).find((choice) => choice !== undefined);
}

function joined(parts: readonly SafeHtml[], separator: string): SafeHtml {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${separator}${part}`))}`;
}
