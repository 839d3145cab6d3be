import { expect, test } from 'vitest';
import { html, markupOf } from './html.ts';
import type { SafeHtml } from './html.ts';

test('escapes a string for text and for a quoted attribute', () => {
  const hostile = `"><script>alert('1')</script>&amp;`;
  expect(markupOf(html`<a title="${hostile}">${hostile}</a>`)).toBe(
    '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;">' +
      '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;</a>',
  );
});

test('leaves its own markup as it is, nested and in arrays', () => {
  const rows = ['a', '<b>'].map((name, index) => html`<b>${index + 1}. ${name}</b>`);
  expect(markupOf(html`<i>${rows}</i>`)).toBe('<i><b>1. a</b><b>2. &lt;b&gt;</b></i>');
});

test('writes nothing for what is absent', () => {
  expect(markupOf(html`<p>${undefined}</p>`)).toBe('<p></p>');
});

test('takes no object from outside for markup', () => {
  const forged = JSON.parse('{"trusted markup":"<b>","html":"<b>"}') as SafeHtml;
  expect(() => html`${forged}`).toThrow(TypeError);
});
