import { escapeText as escaped } from '#lib/html/index.ts';
import { placeOf } from '#lib/networks/index.ts';
import type { LinkView } from './schema.ts';
import type { Visit } from './service/visit.ts';

/** A reply for somebody without an account: forms work without scripts, nothing is loaded from elsewhere. */
export function linkHtml(visit: Visit, asked: { company: string; nonce: string; proof: string }): string {
  const { row, link } = visit;
  const isChoice = row.offered.length > 1 && row.chosen === null;
  const offers = row.chosen === null ? row.offered : row.offered.filter(({ hash }) => hash === row.chosen);
  const hidden = (name: string, value: string) =>
    `<input type="hidden" name="${name}" value="${escaped(value)}">`;
  const proof = hidden('proof', asked.proof);
  const texts = offers
    .map(({ text, hash }, index) =>
      isChoice
        ? `<label class="offer"><input type="radio" name="hash" value="${hash}" required${index === 0 ? ' checked' : ''}> <span>Choice ${index + 1}</span><span class="words" dir="auto">${escaped(text)}</span></label>`
        : `<div class="offer"><p class="words" dir="auto">${escaped(text)}</p>${hidden('hash', hash)}</div>`,
    )
    .join('');
  return pageHtml(
    'A reply for your approval',
    asked.nonce,
    `<p class="quiet">${escaped(asked.company)}</p><h1>A reply for your approval</h1>
<p>Dear ${escaped(link.name)}, <strong>${escaped(row.authorName)}</strong> would like to say this as <strong>@${escaped(row.accountHandle)}</strong> ${escaped(placeOf(row.network))}. It leaves only with your approval.</p>
<ul class="quiet">${row.reasons.map(({ text }) => `<li>${escaped(text)}</li>`).join('')}</ul>
${row.note === null ? '' : `<p class="note"><strong>${escaped(row.authorName)}:</strong> ${escaped(row.note)}</p>`}
<section><h2>What it answers</h2>${thread(visit)}</section>
<section><h2>The reply</h2>
<form method="post" enctype="multipart/form-data">${proof}${hidden('verdict', 'approved')}${texts}${files(visit)}<button>Approve${isChoice ? ' this choice' : ''}</button></form></section>
<section><h2>Or reject it</h2>
<form method="post" enctype="multipart/form-data">${proof}${hidden('verdict', 'rejected')}${hidden('hash', offers[0]!.hash)}<label>Why<textarea name="reason" rows="3" maxlength="1000" required></textarea></label><button class="plain">Reject</button></form></section>
<p class="quiet">This page is for you alone. It works once, until ${moment(link.expiresAt.toISOString())} UTC. What you decide is written down with your name.</p>`,
  );
}

/** A page with one message, for links that are worth nothing now. */
export function uselessHtml(
  nonce: string,
  state: Exclude<LinkView['state'], 'open'> | LinkView['state'] | 'forged',
  visit?: Visit,
): string {
  const [title, text] = WORDS[state];
  const verdict = visit?.link.verdict ? ` You ${visit.link.verdict} the reply.` : '';
  return pageHtml(title, nonce, `<h1>${title}</h1><p>${text}${verdict}</p>`);
}

const WORDS: Record<LinkView['state'] | 'forged', readonly [string, string]> = {
  forged: [
    'This link does not work',
    'Its address is not one of ours, or not whole. Open it from the mail again.',
  ],
  used: ['You have decided already', 'The link works once. Nothing was changed now.'],
  expired: [
    'This link has expired',
    'Nothing was decided with it. Ask whoever sent it for a new one if the reply still waits.',
  ],
  over: [
    'Your word is not needed any more',
    'The reply was decided, changed or withdrawn meanwhile, or the link was taken back. If it was changed and still waits for you, a new mail brings a new link.',
  ],
  open: ['Nothing was decided', 'Open the page again and repeat.'],
};

export function decidedHtml(nonce: string, verdict: 'approved' | 'rejected'): string {
  return pageHtml(
    'Thank you',
    nonce,
    `<h1>Thank you</h1><p class="done" role="status">${verdict === 'approved' ? 'You approved the reply.' : 'You rejected the reply. Its author reads your reason.'}</p><p>You can close this page.</p>`,
  );
}

/** A page that says why something was not done. */
export function refusedHtml(nonce: string, reason: string, back: string): string {
  return pageHtml(
    'Nothing was decided',
    nonce,
    `<h1>Nothing was decided</h1><p>${escaped(reason)}</p><p><a href="${escaped(back)}">Back to the reply</a></p>`,
  );
}

function thread({ posts, hidden }: Visit): string {
  const lines = posts.map(
    ({ author, text, at, isOwn, isAnswered }) =>
      `<article class="${isOwn ? 'us' : 'you'}${isAnswered ? ' answered' : ''}"><header><strong>${escaped(author)}</strong> <time datetime="${at}" class="quiet">${moment(at)}</time>${isAnswered ? ' <span class="quiet">is answered</span>' : ''}</header><p dir="auto">${escaped(text)}</p></article>`,
  );
  const rest =
    hidden === 0
      ? ''
      : `<p class="quiet">${hidden === 1 ? 'One more message of this conversation is' : `${hidden} more messages of this conversation are`} not shown here.</p>`;
  return `${lines.join('\n')}${rest}`;
}

function files({ files: names }: Visit): string {
  return names.length === 0 ? '' : `<p>With it: ${names.map((name) => escaped(name)).join(', ')}</p>`;
}

function pageHtml(title: string, nonce: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${escaped(title)}</title>
<style nonce="${nonce}">${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function moment(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

const STYLE = `:root{color-scheme:light dark;--text:light-dark(#191a1e,#ececef);--quiet:light-dark(#50535b,#abaeb7);--line:light-dark(#d4d4da,#3a3c42);--us:light-dark(#e8eefc,#1d2842);--fill:light-dark(#2c56d4,#3f66dd)}
body{margin:0;background:light-dark(#fff,#17181b);color:var(--text);font:16px/1.5 system-ui,sans-serif}main{max-width:640px;margin:0 auto;padding:24px 20px 64px}
h1{font-size:24px;line-height:1.25;margin:0 0 16px}h2{font-size:17px;margin:0 0 8px}section{margin:28px 0}.quiet{color:var(--quiet);font-size:14px}ul{padding-left:20px}.done,.note{padding:12px 16px;border-radius:6px;background:light-dark(#e3f3e9,#16301f)}.note{background:var(--us)}
article{margin:10px 0;padding:10px 14px;border:1px solid var(--line);border-radius:8px}article.us{background:var(--us);border-color:transparent}article.answered{border-color:var(--fill)}article p,.words{margin:4px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
.offer{display:block;margin:10px 0;padding:12px 16px;border:1px solid var(--fill);border-radius:8px;background:var(--us)}.words{display:block}
label{display:block;margin:8px 0}textarea{display:block;box-sizing:border-box;width:100%;margin-top:4px;padding:8px;border:1px solid var(--line);border-radius:6px;background:transparent;color:inherit;font:inherit}
button{min-height:44px;padding:10px 22px;border:0;border-radius:6px;background:var(--fill);color:#fff;font:inherit;cursor:pointer}button.plain{background:transparent;color:inherit;border:1px solid var(--line)}
:focus-visible{outline:2px solid light-dark(#2850c8,#93aeff);outline-offset:2px}`;
