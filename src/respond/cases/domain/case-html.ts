import type { CaseDetail, Said } from '../schema.ts';

/** A case as a page of its own, to be printed or kept: no scripts, nothing loaded from anywhere. Times are in UTC. */
export function caseHtml(detail: CaseDetail): string {
  const title = `#${detail.number} ${detail.title}`;
  const facts: [string, string][] = [
    ['Status', detail.status],
    ['Type', detail.type.name],
    ['Customer', detail.customer?.name ?? ''],
    ['Channels', detail.networks.join(', ')],
    ['Assigned to', detail.assignees.map((one) => one.name).join(', ')],
    ['Labels', detail.labels.join(', ')],
    ['Opened', time(detail.createdAt)],
    ['Solved', detail.solvedAt === null ? '' : time(detail.solvedAt)],
    ['Time entered', detail.minutes > 0 ? `${detail.minutes} minutes` : ''],
    [
      'Time measured',
      detail.measuredSeconds >= 30 ? `${Math.round(detail.measuredSeconds / 60)} minutes` : '',
    ],
    ...detail.fields.map((field): [string, string] => [field.label, wordOf(detail.values[field.key])]),
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(title)}</h1>
<table>${facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`)
    .join('')}</table>
<h2>What was said</h2>
${detail.said.map(saidHtml).join('\n')}
${list(
  'Checklist',
  detail.checks.map((check) => `${check.doneAt === null ? '☐' : '☑'} ${check.text}`),
)}
${list(
  'Linked cases',
  detail.links.map((link) => `${link.kind}: #${link.case.number} ${link.case.title}`),
)}
${list(
  'Files',
  [...detail.files, ...detail.said.flatMap((said) => said.files)].map((file) => file.name),
)}
${list(
  'History',
  detail.history.map(
    ({ at, text, until }) => `${time(at)} ${text}${until === null ? '' : ` until ${time(until)}`}`,
  ),
)}
</body></html>`;
}

function saidHtml(said: Said): string {
  const where = said.network === null ? 'note' : said.network;
  const state = said.state === null ? '' : ` · ${said.state}`;
  return `<article class="${said.side}"><header><b>${escaped(said.who)}</b> · ${escaped(where)} · <time>${time(said.at)}</time>${escaped(state)}</header><p>${escaped(said.text)}</p>${filesHtml(said)}</article>`;
}

/** Files by name; pictures and videos stay in the program, where one has to be signed in. */
function filesHtml({ files }: Said): string {
  if (files.length === 0) return '';
  return `<p class="files">${files.map((file) => `📎 ${escaped(file.name)}`).join('<br>')}</p>`;
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<h2>${title}</h2><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

function wordOf(value: string | number | boolean | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function time(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

/** Text that is safe between tags and in quoted attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const STYLE = `body{font:14px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h1{font-size:1.4rem}h2{font-size:1rem;margin-top:2rem}table{border-collapse:collapse}th{text-align:left;padding:.1rem 1rem .1rem 0;font-weight:500;color:#555}
article{border-left:3px solid #bbb;padding:.2rem 0 .2rem .8rem;margin:.8rem 0;break-inside:avoid}article.us{border-color:#2456c4}article.note{border-style:dashed}
article p{white-space:pre-wrap;margin:.2rem 0;overflow-wrap:anywhere}header,li{color:#444}@media print{body{margin:0}}`;
