import { escapeText as escaped } from '#lib/html/index.ts';
import type { PrivateView } from '#people/site/index.ts';
import type { LinkView } from './schema.ts';
import type { Visit } from './service/visit.ts';
import { wordsIn } from './words.ts';

/** A reply for somebody without an account: forms work without scripts, nothing is loaded from elsewhere. */
export function linkView(visit: Visit, asked: { proof: string; language: string }): PrivateView {
  const { row, link } = visit;
  const words = wordsIn(asked.language);
  const isChoice = row.offered.length > 1 && row.chosen === null;
  const offers = row.chosen === null ? row.offered : row.offered.filter(({ hash }) => hash === row.chosen);
  const hidden = (name: string, value: string) =>
    `<input type="hidden" name="${name}" value="${escaped(value)}">`;
  const proof = hidden('proof', asked.proof);
  const texts = offers
    .map(({ text, hash }, index) =>
      isChoice
        ? `<label class="offer"><input type="radio" name="hash" value="${hash}" required${index === 0 ? ' checked' : ''}> <span>${words.choice(index + 1)}</span><span class="words" dir="auto">${escaped(text)}</span></label>`
        : `<div class="offer"><p class="words" dir="auto">${escaped(text)}</p>${hidden('hash', hash)}</div>`,
    )
    .join('');
  const as = `<strong>@${escaped(row.accountHandle)}</strong>`;
  return viewOf(
    asked.language,
    words.title,
    `<h1>${words.title}</h1>
<p>${escaped(words.dear(link.name))} <strong dir="auto">${escaped(row.authorName)}</strong> ${words.wishes(as, escaped(row.network))}</p>
<ul class="quiet">${row.reasons.map(({ text }) => `<li lang="en" dir="auto">${escaped(text)}</li>`).join('')}</ul>
${row.note === null ? '' : `<p class="note" dir="auto"><strong>${escaped(row.authorName)}:</strong> ${escaped(row.note)}</p>`}
<section><h2>${words.answers}</h2>${thread(visit, asked.language)}</section>
<section><h2>${words.reply}</h2>
<form class="form" method="post" enctype="multipart/form-data">${proof}${hidden('verdict', 'approved')}${texts}${files(visit, asked.language)}<button>${isChoice ? words.approveChoice : words.approve}</button></form></section>
<section><h2>${words.orReject}</h2>
<form class="form" method="post" enctype="multipart/form-data">${proof}${hidden('verdict', 'rejected')}${hidden('hash', offers[0]!.hash)}<label>${words.why}<textarea name="reason" rows="3" maxlength="1000" required></textarea></label><button class="plain">${words.reject}</button></form></section>
<p class="quiet">${words.alone(moment(link.expiresAt.toISOString()))}</p>`,
  );
}

/** A page with one message, for links that are worth nothing now. */
export function uselessView(
  language: string,
  state: LinkView['state'] | 'forged',
  visit?: Visit,
): PrivateView {
  const words = wordsIn(language);
  const [title, text] = words.links[state];
  const verdict = visit?.link.verdict ? ` ${words.youDid[visit.link.verdict]}` : '';
  return viewOf(language, title, `<h1>${title}</h1><p>${text}${verdict}</p>`);
}

export function decidedView(language: string, verdict: 'approved' | 'rejected'): PrivateView {
  const { thanks, done, close } = wordsIn(language);
  return viewOf(
    language,
    thanks,
    `<h1>${thanks}</h1><p class="done" role="status">${done[verdict]}</p><p>${close}</p>`,
  );
}

/** A page that says why something was not done. */
export function refusedView(language: string, reason: string, link: string): PrivateView {
  const { nothing, back } = wordsIn(language);
  return viewOf(
    language,
    nothing,
    `<h1>${nothing}</h1><p>${escaped(reason)}</p><p><a href="${escaped(link)}">${back}</a></p>`,
  );
}

function thread({ posts, hidden }: Visit, language: string): string {
  const { isAnswered: answered, more } = wordsIn(language);
  const lines = posts.map(
    ({ author, text, at, isOwn, isAnswered }) =>
      `<article class="${isOwn ? 'us' : 'you'}${isAnswered ? ' answered' : ''}"><header><strong dir="auto">${escaped(author)}</strong> <time datetime="${at}" class="quiet">${moment(at)}</time>${isAnswered ? ` <span class="quiet">${answered}</span>` : ''}</header><p dir="auto">${escaped(text)}</p></article>`,
  );
  return `${lines.join('\n')}${hidden === 0 ? '' : `<p class="quiet">${more(hidden)}</p>`}`;
}

function files({ files: names }: Visit, language: string): string {
  const said = wordsIn(language).files;
  return names.length === 0
    ? ''
    : `<p>${said} <bdi>${names.map((name) => escaped(name)).join('</bdi>, <bdi>')}</bdi></p>`;
}

const viewOf = (language: string, title: string, body: string): PrivateView => ({ language, title, body });

function moment(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
