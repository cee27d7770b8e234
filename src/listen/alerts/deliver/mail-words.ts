import { causeLines } from '../cause/index.ts';
import { linesOf, titleOf, type Told } from './words.ts';

export interface MailWords {
  subject: string;
  text: string;
  html: string;
}

/** One mail about what one rule told: alone, or several together. `stop` is the address that ends these mails for their reader. */
export function mailWords(told: readonly Told[], publicUrl: string, stop: string): MailWords {
  const latest = told.at(-1)!;
  const title = told.length === 1 ? titleOf(latest) : `${told.length} alerts: ${latest.rule.name}`;
  const why = `You get this because you are told by the rule “${latest.rule.name}”.`;
  const texts = told.map((one) => [titleOf(one), ...linesOf(one), `${publicUrl}${one.link}`].join('\n'));
  return {
    subject: `Rapport: ${title}`,
    text: `${texts.join('\n\n')}\n\n${why}\nTo end it: ${stop}\n`,
    html: pageOf(
      told.map((one) => partOf(one, publicUrl)).join(''),
      `${safe(why)} <a href="${safe(stop)}" style="color:#50535b">End these mails</a>`,
    ),
  };
}

/** Mail programs know no style sheets, so each part brings its own look; colours hold in the dark, too. */
function partOf(told: Told, publicUrl: string): string {
  const cause = told.cause ? causeLines(told.cause) : [];
  const lines = linesOf(told).map((line) => {
    const [what, ...rest] = line.split(': ');
    const isCause = cause.includes(line) && rest.length > 0;
    return `<p style="margin:0 0 6px">${isCause ? `<b>${safe(what!)}:</b> ${safe(rest.join(': '))}` : safe(line)}</p>`;
  });
  return (
    `<h2 style="margin:24px 0 8px;font-size:17px;line-height:1.3">${safe(titleOf(told))}</h2>${lines.join('')}` +
    `<p style="margin:12px 0 0"><a href="${safe(publicUrl + told.link)}" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#2c56d4;color:#ffffff;text-decoration:none">Open in Rapport</a></p>`
  );
}

function pageOf(body: string, foot: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>` +
    `<body style="margin:0;font:15px/1.5 system-ui,sans-serif"><div style="max-width:600px;margin:0 auto;padding:8px 20px 32px">${body}` +
    `<p style="margin:28px 0 0;padding-top:12px;border-top:1px solid #b9bbc1;color:#6b6e76;font-size:13px">${foot}</p></div></body></html>\n`
  );
}

const safe = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
