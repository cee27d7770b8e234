import { type Html, markup } from '#lib/html/index.ts';
import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { acceptForms, givenForm, type HttpServer } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import {
  faceOf,
  isProven,
  maySpeak,
  needMember,
  proofFor,
  showPage,
  type SignedIn,
  type Visit,
  visitPages,
} from '#people/members/index.ts';
import { dayIn } from '#ui/site/index.ts';
import { togetherErrors } from './errors.ts';
import { type Meeting, pathOfMeeting, readMeeting, wish, write } from './meet/meet.ts';
import { wordsIn, type Words } from './words/index.ts';

const FORM = 'together';

/** Pages on which people with the same problem meet, if they wish. */
export async function addTogetherPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    const page = visitPages(app, pages);
    page('GET', pathOfMeeting(':id'), (visit) => show(visit));
    page('POST', pathOfMeeting(':id'), take);
  });
}

/** What a thread's page says of it to members. */
export function besideThread(language: string, threadId: string): Html {
  return markup`<p class="quiet"><a href="${pathOfMeeting(threadId)}">${wordsIn(language).beside}</a></p>`;
}

const idOf = ({ request }: Visit): string => {
  const { id } = request.params as { id: string };
  return /^thr_[0-9a-z]{26}$/.test(id) ? id : 'thr_none';
};

async function show(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const words = wordsIn(language);
  const meeting = await readMeeting(app, member, idOf(visit));
  const body = view(visit, member, meeting, wrong);
  return showPage(visit, {
    title: words.title,
    path: pathOfMeeting(meeting.thread.id),
    isHidden: true,
    section: 'forum',
    body,
  });
}

function view(visit: Visit, member: SignedIn, meeting: Meeting, wrong: string | undefined): Html {
  const words = wordsIn(visit.language);
  const { thread, hasProblem, isOpen, others } = meeting;
  const takesPart = hasProblem && isOpen;
  const hidden = markup`<input type="hidden" name="proof" value="${proofFor(visit.app, member, FORM)}" /><input type="hidden" name="form" value="${newId('form')}" />`;
  const path = pathOfMeeting(thread.id);
  const act = isOpen ? { value: 'leave', label: words.leave } : { value: 'join', label: words.join };
  const button = markup`<form method="post" action="${path}">${hidden}<button${isOpen ? markup` class="plain"` : null} name="act" value="${act.value}">${act.label}</button></form>`;
  return markup`<p class="crumbs"><a href="${thread.path}" dir="auto">${thread.title}</a></p>
    <h1>${words.title}</h1>
    ${wrong === undefined ? null : markup`<p class="wrong" role="alert">${wrong}</p>`}
    <p>${words.text}</p>
    <p class="quiet">${others === 0 ? (takesPart ? words.alone : null) : words.others(others)}</p>
    ${hasProblem ? null : markup`<p class="note">${words.notYours}</p>`}
    ${hasProblem || isOpen ? button : null}
    ${takesPart && others > 0 ? talkOf(visit, member, meeting, hidden) : null}`;
}

function talkOf(visit: Visit, member: SignedIn, { thread, members, messages }: Meeting, hidden: Html): Html {
  const words = wordsIn(visit.language);
  const form = maySpeak(member)
    ? markup`<form class="form" method="post" action="${pathOfMeeting(thread.id)}">${hidden}<label>${words.write}<textarea name="text" rows="4" maxlength="2000" required dir="auto" aria-describedby="together-hint"></textarea><span class="hint" id="together-hint">${words.hint}</span></label><div class="actions"><button name="act" value="write">${words.send}</button></div></form>`
    : markup`<p class="note">${words.silenced}</p>`;
  return markup`<section><h2>${words.among}</h2><ul class="list">${members.map(
    (one) =>
      markup`<li class="row">${faceOf(one, 'small')}<a href="/community/members/${one.handle}">${one.displayName}</a></li>`,
  )}</ul></section>
    <section><h2>${words.messages}</h2>${
      messages.length === 0
        ? markup`<p class="quiet">${words.none}</p>`
        : markup`<ul class="list">${messages.map(({ author, text, at }) => markup`<li><strong>${author.displayName}</strong> <time class="quiet" datetime="${at.toISOString()}">${dayIn(at, visit.language)}</time><p dir="auto">${linesOf(text)}</p></li>`)}</ul>`
    }${form}</section>`;
}

const linesOf = (text: string): Html[] =>
  text.split('\n').map((line, index) => (index === 0 ? markup`${line}` : markup`<br />${line}`));

async function take(visit: Visit): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const form = givenForm(request);
  const id = idOf(visit);
  try {
    if (!isProven(app, request, member, { what: FORM, proof: form.text('proof') }))
      throw togetherErrors('together.form_over');
    const act = form.text('act');
    if (act === 'write') {
      if (!maySpeak(member)) throw togetherErrors('together.not_open');
      await write(app, member, id, { text: form.text('text'), formId: form.text('form').slice(0, 64) });
    } else if (act === 'join' || act === 'leave') await wish(app, member, id, act === 'join');
    return await reply.redirect(pathOfMeeting(id), 303);
  } catch (error) {
    const text = reasonIn(wordsIn(language), error);
    if (error instanceof AppError) reply.code(error.status);
    return show(visit, text);
  }
}

/** A refusal in the reader's language; what is none, or means that there is no page, is thrown on. */
function reasonIn({ errors }: Words, error: unknown): string {
  const text = error instanceof AppError ? errors[error.code] : undefined;
  if (text === undefined) throw error;
  return text;
}
