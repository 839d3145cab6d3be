import { apiBase } from '../../../contract/define-route.ts';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { html, markupOf } from '../html.ts';

/** A stand-in that lists the operations. */
export function apiPage(routes: readonly RouteDefinition[]): string {
  const rows = routes.map(
    (route) => html`<li><code>${route.method} ${apiBase}${route.path}</code> ${route.summary}</li>`,
  );
  return markupOf(
    html`<!doctype html>
      <html lang="en">
        <title>Foyer API</title>
        <h1>Foyer API</h1>
        <ul>
          ${rows}
        </ul>
      </html>`,
  );
}
