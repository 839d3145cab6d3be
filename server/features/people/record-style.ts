import { html } from '../../platform/html.ts';

/** Plain enough to print, light and dark, from either side. */
export const recordStyle = html`<style>
  :root {
    color-scheme: light dark;
  }
  body {
    font:
      15px/1.5 system-ui,
      sans-serif;
    max-inline-size: 60rem;
    margin: 2rem auto;
    padding-inline: 1rem;
  }
  h1 {
    font-size: 1.6rem;
  }
  h2 {
    font-size: 1.1rem;
    margin-block: 2rem 0.5rem;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(8rem, 14rem) 1fr;
    gap: 0.25rem 1rem;
    margin: 0;
  }
  dt,
  th {
    color: color-mix(in srgb, currentColor 65%, transparent);
    font-weight: 560;
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
    font-size: 0.9rem;
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
    padding: 0.3rem 0.6rem 0.3rem 0;
    border-block-end: 1px solid color-mix(in srgb, currentColor 15%, transparent);
    overflow-wrap: anywhere;
  }
</style>`;
