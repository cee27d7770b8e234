import { escaped } from '#listen/trends/index.ts';
import type { Overview, ReportRow } from '../schema.ts';

interface About {
  company: string;
  every: 'day' | 'week';
  /** Names of the filters; empty: everything. */
  of: readonly string[];
  link: string;
  stop: string;
}

type Figures = Overview['total']['now'];
type Line = [what: string, now: string, before: string];

const MOST_ROWS = 8;

/** A report as a mail: subject, plain text, and the same figures as a page without scripts and pictures. */
export function letterOf(overview: Overview, about: About): { subject: string; text: string; html: string } {
  const { now, before } = overview.total;
  const title = [about.company || 'Rapport', ...about.of].join(', ');
  const span = spanWord(overview.period, overview.zone);
  const against = spanWord(overview.against, overview.zone);
  const parts: [title: string, lines: Line[]][] = [
    ['', figuresOf(now, before)],
    ['Channels', rowsOf(overview.by.network)],
    [
      'Teams',
      rowsOf(overview.by.team.map((row) => ({ ...row, name: row.key === '' ? 'no team' : row.name }))),
    ],
    ['Topics of contact', rowsOf(overview.by.about)],
    ['Rising', rowsOf(overview.by.about.filter(({ isRising }) => isRising))],
  ];
  const shown = parts.filter(([, lines]) => lines.length > 0);
  return {
    subject: `${title}: ${number(now.contacts)} conversations ${about.every === 'day' ? 'yesterday' : 'in a week'}`,
    text: textOf(`${title}\n${span}, compared with ${against}`, shown, about),
    html: htmlOf(title, `${span}, compared with ${against}`, shown, about),
  };
}

function figuresOf(now: Figures, before: Figures): Line[] {
  return [
    ['Conversations', number(now.contacts), change(now.contacts, before.contacts)],
    ['Answered', share(now.answeredShare), was(share(before.answeredShare))],
    ['First answer, half within', time(now.medianAnswer), was(time(before.medianAnswer))],
    ['First answer, nine of ten', time(now.p90Answer), was(time(before.p90Answer))],
    ['Solved', number(now.solved), change(now.solved, before.solved)],
    ['Satisfied', share(now.satisfiedShare), was(share(before.satisfiedShare))],
  ];
}

const rowsOf = (rows: readonly ReportRow[]): Line[] =>
  rows
    .filter(({ now }) => now.contacts > 0)
    .slice(0, MOST_ROWS)
    .map(({ name, now, before }) => [
      oneLine(name),
      number(now.contacts),
      change(now.contacts, before.contacts),
    ]);

function textOf(head: string, parts: readonly [string, Line[]][], { link, stop }: About): string {
  const body = parts.flatMap(([title, lines]) => [
    '',
    ...(title ? [title] : []),
    ...lines.map(([what, now, before]) =>
      `${what.slice(0, 34).padEnd(36)}${now.padStart(10)}   ${before}`.trimEnd(),
    ),
  ]);
  return [
    head,
    ...body,
    '',
    `With the conversations behind each number: ${link}`,
    '',
    `You asked for this mail. To end it: ${stop}`,
    '',
  ].join('\n');
}

function htmlOf(
  title: string,
  span: string,
  parts: readonly [string, Line[]][],
  { link, stop }: About,
): string {
  const cell = 'padding:4px 0;border-top:1px solid #d9dae0';
  const tables = parts.map(
    ([name, lines]) =>
      `${name ? `<h2 style="font-size:16px;margin:24px 0 6px">${escaped(name)}</h2>` : ''}<table role="presentation" style="width:100%;border-collapse:collapse">${lines
        .map(
          ([what, now, before]) =>
            `<tr><td style="${cell}">${escaped(what)}</td><td style="${cell};text-align:right"><strong>${escaped(now)}</strong></td><td style="${cell};text-align:right;color:#50535b;padding-left:16px">${escaped(before)}</td></tr>`,
        )
        .join('')}</table>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#191a1e;background:#fff"><div style="max-width:560px;margin:0 auto">
<h1 style="font-size:20px;margin:0">${escaped(title)}</h1><p style="margin:4px 0 20px;color:#50535b">${escaped(span)}</p>
${tables.join('\n')}
<p style="margin:24px 0"><a href="${escaped(link)}">Open the report with the conversations behind each number</a></p>
<p style="color:#50535b;font-size:13px">You asked for this mail. <a href="${escaped(stop)}">End it</a></p></div></body></html>`;
}

const numbers = new Intl.NumberFormat('en');
const number = (value: number) => numbers.format(value);
const NOT_KNOWN = 'too few';
const share = (value: number | null) => (value === null ? NOT_KNOWN : `${Math.round(value * 100)} %`);
const was = (before: string) => (before === NOT_KNOWN ? '' : `before: ${before}`);
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** Of little a percentage says nothing. */
function change(now: number, before: number): string {
  if (before < 10) return `before: ${number(before)}`;
  const percent = Math.round(((now - before) / before) * 100);
  return `${percent > 0 ? '+' : percent < 0 ? '\u2212' : '±'}${Math.abs(percent)} %`;
}

function time(seconds: number | null): string {
  if (seconds === null) return NOT_KNOWN;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 6) / 10;
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 2.4) / 10} days`;
}

function spanWord({ from, to }: { from: string; to: string }, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  });
  return format.formatRange(Date.parse(from), Date.parse(to) - 1);
}
