import { simpleParser } from 'mailparser';

/** The addresses that a mail client makes links of by itself when it shows this as plain text. */
export async function autoLinks(text: string): Promise<string[]> {
  const { textAsHtml = '' } = await simpleParser(`Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`);
  return linksOf(textAsHtml);
}

/** The same for HTML: its own links, and what a client would find in the text outside of them. */
export async function allLinks(html: string): Promise<string[]> {
  const outside = html
    .replace(/<(style|a)\b.*?<\/\1>/gs, '\n')
    // Clients read over elements inside a line; what such an element parts, counts as one word here.
    .replace(/<(br|p|td|tr|li|div|h1)\b[^>]*>/g, '\n')
    .replace(/<(?!\/?span\b)[^>]*>/g, '')
    .replace(/&#39;|&quot;|&lt;|&gt;|&nbsp;/g, ' ')
    .replaceAll('&amp;', '&');
  return [...new Set([...linksOf(html), ...(await autoLinks(outside))])];
}

function linksOf(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
}
