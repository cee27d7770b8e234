import { escapeText as escaped } from '#lib/html/index.ts';
import type { PrivateView } from '#people/site/index.ts';
import { placeOf } from '#lib/networks/index.ts';
import type { LinkView } from './schema.ts';
import type { Visit } from './service/visit.ts';

/** A reply for somebody without an account: forms work without scripts, nothing is loaded from elsewhere. */
export function linkView(visit: Visit, asked: { proof: string }): PrivateView {
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
  return viewOf(
    'A reply for your approval',
    `<h1>A reply for your approval</h1>
<p>Dear ${escaped(link.name)}, <strong>${escaped(row.authorName)}</strong> would like to say this as <strong>@${escaped(row.accountHandle)}</strong> ${escaped(placeOf(row.network))}. It leaves only with your approval.</p>
<ul class="quiet">${row.reasons.map(({ text }) => `<li>${escaped(text)}</li>`).join('')}</ul>
${row.note === null ? '' : `<p class="note"><strong>${escaped(row.authorName)}:</strong> ${escaped(row.note)}</p>`}
<section><h2>What it answers</h2>${thread(visit)}</section>
<section><h2>The reply</h2>
<form class="form" method="post" enctype="multipart/form-data">${proof}${hidden('verdict', 'approved')}${texts}${files(visit)}<button>Approve${isChoice ? ' this choice' : ''}</button></form></section>
<section><h2>Or reject it</h2>
<form class="form" method="post" enctype="multipart/form-data">${proof}${hidden('verdict', 'rejected')}${hidden('hash', offers[0]!.hash)}<label>Why<textarea name="reason" rows="3" maxlength="1000" required></textarea></label><button class="plain">Reject</button></form></section>
<p class="quiet">This page is for you alone. It works once, until ${moment(link.expiresAt.toISOString())} UTC. What you decide is written down with your name.</p>`,
  );
}

/** A page with one message, for links that are worth nothing now. */
export function uselessView(
  state: Exclude<LinkView['state'], 'open'> | LinkView['state'] | 'forged',
  visit?: Visit,
): PrivateView {
  const [title, text] = WORDS[state];
  const verdict = visit?.link.verdict ? ` You ${visit.link.verdict} the reply.` : '';
  return viewOf(title, `<h1>${title}</h1><p>${text}${verdict}</p>`);
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

export function decidedView(verdict: 'approved' | 'rejected'): PrivateView {
  return viewOf(
    'Thank you',
    `<h1>Thank you</h1><p class="done" role="status">${verdict === 'approved' ? 'You approved the reply.' : 'You rejected the reply. Its author reads your reason.'}</p><p>You can close this page.</p>`,
  );
}

/** A page that says why something was not done. */
export function refusedView(reason: string, back: string): PrivateView {
  return viewOf(
    'Nothing was decided',
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

const viewOf = (title: string, body: string): PrivateView => ({ language: 'en', title, body });

function moment(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
