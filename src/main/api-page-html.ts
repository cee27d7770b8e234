interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: unknown }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { content?: Record<string, { schema?: unknown }> }>;
}

interface OpenApi {
  info: { title: string; description?: string; version: string };
  paths: Record<string, Record<string, Operation>>;
}

const STYLE = `
:root{color-scheme:light dark;--line:light-dark(#e3e3e6,#2c2d31);--quiet:light-dark(#5f6068,#9a9ba3);--paper:light-dark(#fff,#141517);--raised:light-dark(#f6f6f7,#1c1d20);--act:light-dark(#2952cc,#8aa8ff)}
body{margin:0 auto;max-width:880px;padding:32px 20px 80px;font:15px/1.55 system-ui,sans-serif;background:var(--paper)}
h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:40px 0 8px;text-transform:capitalize}
p{margin:4px 0}.quiet{color:var(--quiet)}a{color:var(--act)}
details{border-top:1px solid var(--line)}summary{cursor:pointer;padding:8px 4px;display:flex;gap:12px;align-items:baseline;flex-wrap:wrap}
summary:focus-visible{outline:2px solid var(--act)}
code,pre{font:13px/1.5 ui-monospace,monospace}.method{min-width:56px;font-weight:700}
pre{background:var(--raised);padding:12px;overflow:auto;border-radius:6px;margin:6px 0 12px}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:4px 8px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}
.body{padding:0 4px 12px}`;

/** Renders an OpenAPI document as one page; `__NONCE__` stands where the answer's nonce goes. */
export function renderApiPage(api: OpenApi): string {
  const groups = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? 'more';
      const rows = groups.get(tag) ?? [];
      rows.push(renderOperation(method, path, operation));
      groups.set(tag, rows);
    }
  }
  const contents = [...groups.keys()]
    .map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`)
    .join(' · ');
  const sections = [...groups]
    .map(([tag, rows]) => `<section id="${escape(tag)}"><h2>${escape(tag)}</h2>${rows.join('')}</section>`)
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(api.info.title)} API</title><style nonce="__NONCE__">${STYLE}</style></head><body><main>
<h1>${escape(api.info.title)} API <span class="quiet">v${escape(api.info.version)}</span></h1>
<p>${escape(api.info.description ?? '')}</p>
<p class="quiet">Send a personal token as <code>Authorization: Bearer rpt_…</code>. The document itself: <a href="/api/v1/openapi.json">openapi.json</a>. Back to <a href="/">Rapport</a>.</p>
<nav aria-label="Groups"><p>${contents}</p></nav>${sections}</main></body></html>`;
}

function renderOperation(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    (p) =>
      `<tr><td><code>${escape(p.name)}</code></td><td>${escape(p.in)}${p.required ? ', required' : ''}</td><td><code>${escape(shapeOf(p.schema))}</code></td></tr>`,
  );
  const body = operation.requestBody?.content?.['application/json']?.schema;
  const answers = Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const schema = response.content?.['application/json']?.schema;
    return `<p>Answers ${escape(status)}</p>${schema ? `<pre>${escape(shapeOf(schema))}</pre>` : ''}`;
  });
  return `<details><summary><code class="method">${escape(method.toUpperCase())}</code><code>${escape(path)}</code><span class="quiet">${escape(operation.summary ?? '')}</span></summary>
<div class="body"><p>${escape(operation.description ?? '')}</p>${operation.security?.length ? '' : '<p class="quiet">Open to everybody.</p>'}
${parameters.length ? `<table><tr><th>Parameter</th><th>Where</th><th>Shape</th></tr>${parameters.join('')}</table>` : ''}
${body ? `<p>Body</p><pre>${escape(shapeOf(body))}</pre>` : ''}${answers.join('')}</div></details>`;
}

interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  format?: string;
}

/** A JSON schema in the notation that people read: `{ name: string, tags?: string[] }`. */
export function shapeOf(schema: unknown, indent = ''): string {
  const s = (schema ?? {}) as JsonSchema;
  if (s.anyOf) return s.anyOf.map((one) => shapeOf(one, indent)).join(' | ');
  if (s.enum) return s.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (s.const !== undefined) return JSON.stringify(s.const);
  if (s.items) {
    const item = shapeOf(s.items, indent);
    return s.items.anyOf || s.items.enum ? `(${item})[]` : `${item}[]`;
  }
  if (s.properties) {
    const inner = `${indent}  `;
    const lines = Object.entries(s.properties).map(
      ([key, value]) => `${inner}${key}${s.required?.includes(key) ? '' : '?'}: ${shapeOf(value, inner)}`,
    );
    return `{\n${lines.join('\n')}\n${indent}}`;
  }
  return s.format ?? (Array.isArray(s.type) ? s.type.join(' | ') : s.type) ?? 'any';
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
