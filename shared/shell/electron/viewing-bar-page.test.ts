import { describe, expect, it } from 'vitest';
import { viewingBarDocument } from './viewing-bar-page.ts';

function html(text: string, stopLabel: string): string {
  return Buffer.from(viewingBarDocument(text, stopLabel).split('base64,')[1] ?? '', 'base64').toString();
}

describe('viewingBarDocument', () => {
  it('shows the text and the button', () => {
    const page = html('Anna Weber (Acme IT) sees your screen', 'Stop');
    expect(page).toContain('>Anna Weber (Acme IT) sees your screen</p>');
    expect(page).toContain('>Stop</a>');
  });

  it('shows a name that is written as a tag as it is written', () => {
    const page = html('<img src=x onerror=alert(1)>"\'&', '</a><script>');
    expect(page).not.toMatch(/<img|<script/);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  });

  it('may load and run nothing', () => {
    expect(html('a', 'b')).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });
});
