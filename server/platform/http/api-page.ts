import { html, markupOf } from '../html.ts';
import type { SafeHtml } from '../html.ts';
import { guideSections } from './api-page-guide.ts';
import { operationView } from './api-page-operation.ts';
import type { PlacedOperation } from './api-page-operation.ts';
import { schemaAnchor, schemaView } from './api-page-schema.ts';
import type { OpenApiDocument } from './open-api-document.ts';

interface Group {
  readonly name: string;
  readonly about: string;
  readonly operations: readonly PlacedOperation[];
}

/** The document for people: one page that needs no script. English, as the documentation of the code is. */
export function apiPage(document: OpenApiDocument): string {
  const groups = groupsOf(document);
  const guide = guideSections(document.servers[0]?.url ?? '');
  return markupOf(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>Foyer API</title>
          <link rel="icon" href="/favicon.svg" />
          <link rel="stylesheet" href="/api/docs.css" />
        </head>
        <body>
          <a class="skip" href="#content">Skip to the content</a>
          <nav aria-label="On this page">
            <a class="brand" href="#content">Foyer API</a>
            <p class="label">Guide</p>
            <ul>
              ${guide.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
            </ul>
            ${groups.map(groupLinks)}
            <p class="label"><a href="#schemas">Schemas</a></p>
          </nav>
          <main id="content">
            <header>
              <h1>Foyer API</h1>
              <p class="lead">
                Every act of the pages, for programs. The same in one file for tools:
                <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).
              </p>
            </header>
            ${guide.map(
              ({ id, title, text }) =>
                html`<section id="${id}" class="guide">
                  <h2>${title}</h2>
                  ${text}
                </section>`,
            )}
            ${groups.map(groupView)}
            <section id="schemas">
              <h2>Schemas</h2>
              ${Object.entries(document.components.schemas).map(
                ([name, schema]) =>
                  html`<article id="${schemaAnchor(name)}">
                    <h3><code>${name}</code></h3>
                    ${schemaView(schema)}
                  </article>`,
              )}
            </section>
          </main>
        </body>
      </html>`,
  );
}

function groupsOf({ tags, paths }: OpenApiDocument): readonly Group[] {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return tags.map(({ name, description }) => ({
    name,
    about: description,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
}

function groupView({ name, about, operations }: Group): SafeHtml {
  return html`<section id="${anchorOf(name)}">
    <h2>${name}</h2>
    <p>${about}</p>
    ${operations.map(operationView)}
  </section>`;
}

function groupLinks({ name, operations }: Group): SafeHtml {
  return html`<p class="label"><a href="#${anchorOf(name)}">${name}</a></p>
    <ul class="operations">
      ${operations.map(({ method, operation }) => operationLink(method, operation.operationId))}
    </ul>`;
}

function operationLink(method: string, name: string): SafeHtml {
  return html`<li>
    <a href="#${name}"><span class="method" data-method="${method}">${method}</span> ${name}</a>
  </li>`;
}

function anchorOf(name: string): string {
  return `group-${name.toLowerCase().replaceAll(' ', '-')}`;
}
