import {
  dayWord,
  countryWord,
  labelWord,
  languageWord,
  numberWord,
  percentChange,
  spanWord,
} from './words.ts';
import type { Picture } from './picture.ts';

/** A report as a page that needs no script. Everything that comes from outside is escaped. */
export function reportHtml(
  title: string,
  picture: Picture,
  { expiresAt, nonce }: { expiresAt: Date; nonce: string },
): string {
  const { overview, by, zone } = picture;
  const { total, totalBefore } = overview;
  const name = picture.subject || picture.company;
  const figure = (what: string, now: number, before: number) =>
    `<div><dt>${what}</dt><dd>${numberWord(now)}</dd><dd class="quiet">${percentChange(now, before)}</dd></div>`;
  return pageHtml(
    title,
    nonce,
    `<h1>${escaped(title)}</h1>
<p class="quiet">${escaped(name)} · ${escaped(spanWord(overview.period, zone))} · compared with ${escaped(spanWord(overview.against, zone))}</p>
<dl class="figures">${figure('Posts', total.posts, totalBefore.posts)}${figure('Negative', total.negative, totalBefore.negative)}${figure('Positive', total.positive, totalBefore.positive)}<div><dt>Reach, at most</dt><dd>${total.reachKnown === 0 ? 'unknown' : numberWord(total.reach)}</dd><dd class="quiet">followers of authors, an estimate</dd></div></dl>
<h2>Posts</h2>
${bars(picture)}
<div class="tables">${[
      tableOf('What people want', by.label, labelWord),
      tableOf('Languages', by.language, languageWord),
      tableOf('Countries', by.country, countryWord),
      tableOf('Networks', by.network, (value) => value),
      tableOf('Words', picture.words.map(asRow), (word) => word),
      tableOf('Hashtags', picture.tags.map(asRow), (tag) => `#${tag}`),
      tableOf(
        'Emerging words',
        picture.emerging.map(({ word, posts }) => asRow({ name: word, posts })),
        (word) => word,
      ),
    ].join('')}</div>
<p class="quiet">As of ${escaped(dayWord(picture.takenAt, zone))}. Words and places of fewer than five posts are left out. This link works until ${escaped(dayWord(expiresAt.toISOString(), zone))}.</p>`,
  );
}

interface Row {
  value: string;
  posts: number;
}

const asRow = ({ name, posts }: { name: string; posts: number }): Row => ({ value: name, posts });

function tableOf(title: string, rows: readonly Row[], nameOf: (value: string) => string): string {
  if (rows.length === 0) return '';
  const most = Math.max(...rows.map(({ posts }) => posts), 1);
  const lines = rows.map(
    ({ value, posts }) =>
      `<tr><th scope="row">${escaped(nameOf(value))}</th><td><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${Math.round((posts / most) * 100)}" height="10"/></svg></td><td>${numberWord(posts)}</td></tr>`,
  );
  return `<table><caption>${title}</caption><tbody>${lines.join('')}</tbody></table>`;
}

/** Posts by step from zero; a step that nobody knows is left open. */
function bars({ overview, zone }: Picture): string {
  const { series } = overview;
  const most = Math.max(1, ...series.map(({ figures }) => figures?.posts ?? 0));
  const rects = series.map(({ at, figures }, index) =>
    figures === null
      ? ''
      : `<rect x="${index + 0.1}" y="${100 - (figures.posts / most) * 100}" width="0.8" height="${(figures.posts / most) * 100}"><title>${escaped(dayWord(at, zone))}: ${figures.posts}</title></rect>`,
  );
  const [first, last] = [series[0]?.at ?? overview.period.from, series.at(-1)?.at ?? overview.period.from];
  return `<figure><svg class="bars" role="img" aria-label="Posts from ${escaped(dayWord(first, zone))} to ${escaped(dayWord(last, zone))}, ${most} at most" viewBox="0 0 ${series.length} 100" preserveAspectRatio="none">${rects.join('')}</svg><figcaption><span>${escaped(dayWord(first, zone))}</span><span>at most ${numberWord(most)}</span><span>${escaped(dayWord(last, zone))}</span></figcaption></figure>`;
}

/** The frame of every page that needs no sign-in. */
export function pageHtml(title: string, nonce: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title>
<style nonce="${nonce}">${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `:root{color-scheme:light dark;--text:light-dark(#191a1e,#ececef);--quiet:light-dark(#50535b,#abaeb7);--line:light-dark(#e2e2e7,#2a2c31);--fill:light-dark(#2c56d4,#93aeff)}
body{margin:0;background:light-dark(#fff,#17181b);color:var(--text);font:15px/1.5 system-ui,sans-serif}main{max-width:880px;margin:0 auto;padding:32px 20px 64px}
h1{font-size:24px;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}h2,caption{font-size:16px;font-weight:600;text-align:left;margin:28px 0 8px}.quiet{color:var(--quiet);font-size:14px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:16px;margin:24px 0}.figures dt{color:var(--quiet);font-size:14px}.figures dd{margin:0;font-size:24px;font-variant-numeric:tabular-nums}.figures dd.quiet{font-size:13px}
figure{margin:0}.bars{width:100%;height:160px;border-bottom:1px solid var(--line)}rect{fill:var(--fill)}figcaption{display:flex;justify-content:space-between;color:var(--quiet);font-size:13px}
.tables{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:8px 32px}table{width:100%;border-collapse:collapse;align-self:start;table-layout:fixed}th{font-weight:400;text-align:left;overflow-wrap:anywhere}td,th{padding:4px 0;border-top:1px solid var(--line)}td:last-child{width:70px;text-align:right;font-variant-numeric:tabular-nums}td svg{width:100%;height:10px}
button{padding:8px 16px;border:0;border-radius:6px;background:light-dark(#2c56d4,#3f66dd);color:#fff;font:inherit}`;
