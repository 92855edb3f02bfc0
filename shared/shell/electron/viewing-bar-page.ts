/** Where the bar's button leads. Nothing is loaded from there: main sees the attempt, and takes it as the press. */
export const stopAddress = 'handrail-bar://stop';

/**
 * The bar as a document without a script: a text and a link. It comes from nowhere (`data:`) and may load nothing, so
 * there is nothing in it to take over.
 */
export function viewingBarDocument(text: string, stopLabel: string): string {
  const style = [
    'html{color-scheme:light dark;font:600 15px system-ui,sans-serif;height:100%}',
    'body{display:flex;align-items:center;gap:16px;height:100%;margin:0;padding:0 8px 0 16px;box-sizing:border-box;',
    'background:#b3261e;color:#fff;user-select:none;overflow:hidden}',
    'p{flex:1;margin:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}',
    'a{padding:8px 20px;min-height:28px;line-height:28px;border-radius:6px;background:#fff;color:#8c1d18;text-decoration:none}',
    'a:hover{background:#fde7e5}',
  ].join('');
  const html = [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<style>${style}</style></head>`,
    `<body><p role="status">${escapeHtml(text)}</p><a role="button" href="${stopAddress}">${escapeHtml(stopLabel)}</a></body></html>`,
  ].join('');
  return `data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
