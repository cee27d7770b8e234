import { type Html, markup } from '#lib/html/index.ts';
import { proofFor, showPage } from '#people/members/index.ts';
import { SEARCH_PATH } from '#ui/site/index.ts';
import { CONTACT } from '../contact/settings.ts';
import { askedOf } from '../finding/find.ts';
import type { Result } from '../finding/merge.ts';
import { type Asked, questionFields, topicField } from './questions-view.ts';
import { STYLE } from './style.ts';
import { type AnswerVisit, highlight } from './visit.ts';

/** What a proof of a member's contact form is for. */
export const FORM = 'contact';
export const CONTACT_SCRIPT = `${CONTACT}/contact.js`;

/** The form as it was filled in so far. */
export interface ContactForm {
  formId: string;
  name: string;
  mail: string;
  subject: string;
  text: string;
  /** Files that are here already, each with the proof that a form of ours named it. */
  files: { id: string; name: string; proof: string }[];
  /** What is asked beside the text, and what was filled in. */
  asked: Asked;
  /** Answers were shown, so the button sends. */
  hasLooked: boolean;
  language: string;
  /** A member whose address is proven. */
  isSure: boolean;
}

interface View {
  title: string;
  body: Html;
}

export function showContact(visit: AnswerVisit, { title, body }: View): Promise<unknown> {
  return showPage(visit, {
    title,
    path: CONTACT,
    isHidden: true,
    isPrivate: true,
    section: 'contact',
    styles: [STYLE],
    scripts: [CONTACT_SCRIPT],
    body: markup`<h1>${title}</h1>${body}`,
  });
}

/** Where an answer of the form is opened, so that the form counts it. */
export function linkView(
  { wanted }: AnswerVisit,
  { kind, id }: Pick<Result, 'kind' | 'id'>,
  { asked, formId }: { asked: string; formId: string },
): { path: string } {
  const query = new URLSearchParams({ q: asked, kind, id, lang: wanted, form: formId });
  return { path: `${SEARCH_PATH}/open?${query.toString()}` };
}

export function formView(
  visit: AnswerVisit,
  form: ContactForm,
  found: readonly Result[],
  problem?: string,
): View {
  const { words, member, wanted } = visit;
  const asked = askedOf(`${form.subject} ${form.text}`);
  const proof = member
    ? markup`<input type="hidden" name="proof" value="${proofFor(visit.app, member, FORM)}" />`
    : null;
  const kept = form.files.map(
    (file) =>
      markup`<li>${file.name}<input type="hidden" name="kept" value="${[file.id, file.name, file.proof].join('\n')}" /></li>`,
  );
  const address = `?lang=${encodeURIComponent(wanted)}`;
  return {
    title: words.contact,
    body: markup`<p class="quiet">${words.contactIntro}</p>
      ${problem === undefined ? null : markup`<p class="wrong" role="alert">${problem}</p>`}
      ${found.length > 0 ? suggested(visit, form, found, asked) : null}
      <form class="form contact" method="post" action="${CONTACT}${address}" enctype="multipart/form-data" data-contact>
        ${topicField(visit, form.asked, `${CONTACT}${address}`)}<input type="hidden" name="form" value="${form.formId}" />${proof}<input type="hidden" name="looked" value="${form.hasLooked ? 'yes' : ''}" />
        ${form.isSure ? markup`<p class="hint">${words.writtenAs(member!.mail!)}</p>` : whoFields(visit, form)}
        <label>${words.subject}<input name="subject" value="${form.subject}" maxlength="200" required /></label>
        <div class="contact-live" data-title="${words.mayAnswer}" data-answered="${words.answered}" aria-live="polite"></div>
        ${questionFields(visit, form.asked)}
        <label>${words.message}<textarea name="text" rows="8" maxlength="20000" required>${form.text}</textarea></label>
        ${kept.length > 0 ? markup`<ul class="quiet">${kept}</ul>` : null}
        ${['file1', 'file2', 'file3'].slice(kept.length).map((name, at) => markup`<label>${words.file(kept.length + at + 1)}<input type="file" name="${name}" /></label>`)}
        <div class="actions"><button>${form.hasLooked ? words.sendAnyway : words.send}</button></div>
      </form>
      <form method="post" action="${CONTACT}/answered${address}" id="contact-answered"><input type="hidden" name="form" value="${form.formId}" /></form>`,
  };
}

function whoFields({ words }: AnswerVisit, form: ContactForm): Html {
  return markup`<label>${words.name}<input name="name" value="${form.name}" maxlength="80" autocomplete="name" /></label>
    <label>${words.mail}<input type="email" name="mail" value="${form.mail}" maxlength="254" autocomplete="email" required /><span class="hint">${words.mailHint}</span></label>`;
}

function suggested(visit: AnswerVisit, form: ContactForm, found: readonly Result[], asked: string): Html {
  const { words } = visit;
  return markup`<section class="panel" aria-label="${words.mayAnswer}">
    <h2>${words.mayAnswer}</h2>
    <ul class="list results">
      ${found.map((one) => {
        const { path } = linkView(visit, one, { asked, formId: form.formId });
        return markup`<li><p class="quiet kind"><span class="badge">${one.label}</span></p><a href="${path}" target="_blank" rel="noopener" dir="auto">${highlight(one.title, one.words)}</a><p dir="auto">${highlight(one.sentence, one.words)}</p></li>`;
      })}
    </ul>
    <p class="actions"><button class="plain" form="contact-answered">${words.answered}</button></p>
  </section>`;
}

/** A page that says something, with a button that confirms where there is one. */
export function messageView(title: string, text: string, confirm?: { ticket: string; label: string }): View {
  return {
    title,
    body: markup`<p>${text}</p>
      ${
        confirm
          ? markup`<form method="post" action="${CONTACT}/confirm"><input type="hidden" name="ticket" value="${confirm.ticket}" /><button>${confirm.label}</button></form>`
          : null
      }`,
  };
}
