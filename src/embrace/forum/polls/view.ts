import { type Html, markup, trusted } from '#lib/html/index.ts';
import { COMMUNITY, pathOf } from '../domain.ts';
import { type FormKey, keyHtml, momentHtml } from '../pages/bits.ts';
import type { ThreadRow } from '../talk/read.ts';
import type { Words } from '../words/index.ts';
import { LONGEST_OPTION, POLL_KINDS, POLL_SHOWS } from './domain.ts';
import type { SeenPoll } from './polls.ts';

export interface PollReader {
  key: FormKey;
  mayVote: boolean;
  mayClose: boolean;
}

/** A poll below the first post: how it stands as far as the reader may know, and his vote. */
export function pollView(
  seen: SeenPoll,
  thread: ThreadRow,
  words: Words,
  { reader, language, now }: { reader: PollReader | undefined; language: string; now: Date },
): Html {
  const { poll, own } = seen;
  const { closesAt, isClosed, isAnonymous, votes } = poll;
  const end =
    closesAt === null
      ? null
      : markup` · ${isClosed ? words.pollEnded : markup`${words.pollUntil} ${endHtml(closesAt, language, now)}`}`;
  const path = `${COMMUNITY}/t/${thread.id}/poll`;
  return markup`<section class="note poll" aria-label="${words.poll}">
    <h2 dir="auto">${poll.question}</h2>
    <p class="quiet">${words.pollKinds[poll.kind]} · ${words.pollVotes(votes)} · ${isAnonymous ? words.pollSecret : words.pollNamed}${end}</p>
    ${seen.tally ? resultHtml(seen, words) : markup`<p class="quiet">${words.pollHidden[poll.shows]}</p>`}
    ${
      reader?.mayVote && !isClosed
        ? markup`<form class="form" method="post" action="${path}">${keyHtml(reader.key)}
            ${ballotHtml(seen, words)}
            <div class="actions"><button name="act" value="vote">${own.length === 0 ? words.pollVote : words.pollChange}</button>${
              own.length === 0
                ? null
                : markup`<button class="plain" name="act" value="take">${words.pollTake}</button>`
            }</div></form>`
        : null
    }
    ${
      reader?.mayClose && !isClosed
        ? markup`<form method="post" action="${path}">${keyHtml(reader.key)}<button class="plain" name="act" value="close">${words.pollClose}</button></form>`
        : null
    }
  </section>`;
}

/** A moment to come: how far away it is, which is the same everywhere, and in UTC; a script tells it in the reader's own time. */
export function endHtml(at: Date, language: string, now: Date): Html {
  const minutes = Math.max(1, Math.round((at.getTime() - now.getTime()) / 60_000));
  const hours = Math.round(minutes / 60);
  const far = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  const away =
    minutes < 60
      ? far.format(minutes, 'minute')
      : hours < 48
        ? far.format(hours, 'hour')
        : far.format(Math.round(hours / 24), 'day');
  return markup`${momentHtml(at, language)} (${away})`;
}

function resultHtml({ poll, tally, voters, own }: SeenPoll, words: Words): Html {
  return markup`<ol class="list">${poll.options.map((text, index) => {
    const count = tally!.counts[index]!;
    const share = poll.votes === 0 ? 0 : Math.round((count * 100) / poll.votes);
    const names = voters[index] ?? [];
    return markup`<li><span dir="auto">${text}</span> <strong>${count}</strong> <span class="quiet">${share} %</span>${
      tally!.leading.includes(index + 1) ? markup` <span class="badge good">${words.pollLeads}</span>` : null
    }${own.includes(index + 1) ? markup` <span class="badge">${words.pollYours}</span>` : null}
      <div><meter min="0" max="100" value="${share}" aria-label="${text}"></meter></div>${names.length === 0 ? null : markup`<p class="quiet">${names.join(', ')}</p>`}</li>`;
  })}</ol>`;
}

function ballotHtml({ poll, own }: SeenPoll, words: Words): Html {
  const { kind, options } = poll;
  const on = (is: boolean, what: 'checked' | 'selected') => (is ? trusted(` ${what}`) : null);
  if (kind === 'ranked')
    return markup`<fieldset><legend>${words.pollRank}</legend>${options.map((text, index) => {
      const place = own.indexOf(index + 1) + 1;
      return markup`<label><span dir="auto">${text}</span><select name="place-${index + 1}"><option value="">–</option>${options.map(
        (_, at) => markup`<option value="${at + 1}"${on(place === at + 1, 'selected')}>${at + 1}</option>`,
      )}</select></label>`;
    })}</fieldset>`;
  return markup`<fieldset><legend>${words.pollKinds[kind]}</legend>${options.map((text, index) => {
    const field =
      kind === 'single'
        ? markup`type="radio" name="choice" value="${index + 1}"`
        : markup`type="checkbox" name="choice-${index + 1}" value="yes"`;
    return markup`<label class="choice"><input ${field}${on(own.includes(index + 1), 'checked')} /> <span dir="auto">${text}</span></label>`;
  })}</fieldset>`;
}

/** What was filled in of a new poll. */
export interface FilledPoll {
  question: string;
  options: string;
  kind: string;
  shows: string;
  isAnonymous: boolean;
  closesAt: string;
}

export function newPollView(
  words: Words,
  key: FormKey,
  thread: ThreadRow,
  filled: FilledPoll,
  wrong: string | null,
): Html {
  const choice = (name: string, value: string, label: string, chosen: string) =>
    markup`<label class="choice"><input type="radio" name="${name}" value="${value}"${value === chosen ? trusted(' checked') : null} /> ${label}</label>`;
  return markup`<p class="crumbs"><a href="${pathOf(thread)}">${thread.title}</a></p>
    <h1>${words.pollAdd}</h1>
    ${wrong === null ? null : markup`<p class="note warning" role="alert">${wrong}</p>`}
    <form class="form" method="post" action="${COMMUNITY}/t/${thread.id}/poll/new">
      ${keyHtml(key)}
      <label>${words.pollQuestion}<input name="question" value="${filled.question}" maxlength="${LONGEST_OPTION}" required dir="auto" /></label>
      <label>${words.pollOptions}<textarea name="options" rows="6" required dir="auto">${`\n${filled.options}`}</textarea><span class="hint">${words.pollOptionsHint}</span></label>
      <fieldset><legend>${words.pollKind}</legend>${POLL_KINDS.map((kind) => choice('kind', kind, words.pollKinds[kind], filled.kind))}</fieldset>
      <fieldset><legend>${words.pollShows}</legend>${POLL_SHOWS.map((one) => choice('shows', one, words.pollShowing[one], filled.shows))}</fieldset>
      <label class="choice"><input type="checkbox" name="secret" value="yes"${filled.isAnonymous ? trusted(' checked') : null} /> ${words.pollSecret}</label>
      <label>${words.pollCloses}<input type="datetime-local" name="closesAt" value="${filled.closesAt}" data-utc /><span class="hint" data-zone>${words.inUtc}</span></label>
      <div class="actions"><button>${words.pollAdd}</button></div>
    </form>`;
}
