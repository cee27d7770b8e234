import { type Html, markup, trusted } from '#lib/html/index.ts';
import { excerptOf, renderMarkdown, wordsOfHtml } from '#lib/markdown/index.ts';
import { directionOf } from '#ui/site/index.ts';
import type { Words } from '../words/index.ts';

/** One thing that a mail tells of. */
export interface MailItem {
  line: string;
  url: string;
  /** Markdown of the post itself. */
  text: string | null;
}

export interface MailPart {
  title: string | null;
  items: readonly MailItem[];
}

export interface MailInput {
  words: Words;
  language: string;
  community: string;
  rhythm: 'now' | 'daily' | 'weekly';
  parts: readonly MailPart[];
  /** An answer to this mail becomes a post. */
  isAnswerable: boolean;
  settingsUrl: string;
  endUrl: string;
}

export interface Composed {
  subject: string;
  text: string;
  html: string;
}

const SHORT = 280;
/** Nothing of other servers is shown in mails: pictures tell who opened them. */
const PLAIN = { picture: /^$/, isForeign: true };

/** A mail in words and in HTML. */
export function composeMail(input: MailInput): Composed {
  const { words, community, rhythm, parts } = input;
  const items = parts.flatMap((part) => part.items);
  const [first] = items;
  const isOne = rhythm === 'now' && items.length === 1;
  const subject = isOne ? first!.line : words.mailSubjects[rhythm](community, items.length);
  return { subject: subject.slice(0, 200), text: textOf(input, isOne), html: htmlOf(input, isOne) };
}

function textOf({ words, parts, isAnswerable, settingsUrl, endUrl }: MailInput, isOne: boolean): string {
  const blocks = parts.flatMap(({ title, items }) => [
    ...(title === null ? [] : [`# ${title}`]),
    ...items.map(({ line, url, text }) =>
      [line, ...(text === null ? [] : [isOne ? plain(text) : excerptOf(plain(text), SHORT)]), url].join(
        '\n\n',
      ),
    ),
  ]);
  const foot = [
    isAnswerable ? words.answerByMail : '',
    words.why,
    `${words.choose}: ${settingsUrl}`,
    `${words.endMails}: ${endUrl}`,
  ];
  return `${blocks.join('\n\n\n')}\n\n-- \n${foot.filter((line) => line !== '').join('\n')}\n`;
}

const plain = (markdown: string): string => wordsOfHtml(renderMarkdown(markdown, PLAIN, () => undefined));

const BODY =
  'margin:0;padding:24px 16px;background:#f6f6f8;color:#191a1e;font:16px/1.55 system-ui,sans-serif';
const CARD =
  'max-width:600px;margin:0 auto;padding:8px 24px 24px;background:#fff;border:1px solid #dcdce2;border-radius:12px;overflow-wrap:anywhere';

function htmlOf(input: MailInput, isOne: boolean): string {
  const { words, language, community, parts, isAnswerable, settingsUrl, endUrl } = input;
  const items = (list: readonly MailItem[]): Html[] =>
    list.map(
      ({ line, url, text }) =>
        markup`<div style="padding:16px 0;border-top:1px solid #dcdce2"><p style="margin:0;font-weight:600" dir="auto">${line}</p>${
          text === null
            ? null
            : isOne
              ? markup`<div dir="auto">${trusted(renderMarkdown(text, PLAIN, () => undefined))}</div>`
              : markup`<p style="margin:6px 0" dir="auto">${excerptOf(plain(text), SHORT)}</p>`
        }<p style="margin:10px 0 0"><a href="${url}" style="color:#2c56d4">${words.open}</a></p></div>`,
    );
  return markup`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${community}</title></head>
      <body style="${BODY}">
        <div style="${CARD}">
          <p style="font-weight:650;font-size:18px">${community}</p>
          ${parts.map((part) => markup`${part.title === null ? null : markup`<h2 style="font-size:18px;margin:20px 0 10px">${part.title}</h2>`}${items(part.items)}`)}
        </div>
        <p style="max-width:600px;margin:16px auto;color:#50535b;font-size:14px">
          ${isAnswerable ? markup`${words.answerByMail}<br />` : null}${words.why} <a href="${settingsUrl}" style="color:#50535b">${words.choose}</a> ·
          <a href="${endUrl}" style="color:#50535b">${words.endMails}</a>
        </p>
      </body>
    </html>`.text;
}
