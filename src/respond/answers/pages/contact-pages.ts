import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { storeFile } from '#platform/files/index.ts';
import { markup } from '#lib/html/index.ts';
import { type GivenForm, givenForm } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { isProven, type SignedIn } from '#people/members/index.ts';
import {
  askForProof,
  checkWritten,
  isPending,
  sendProven,
  sendWritten,
  type Written,
} from '../contact/send.ts';
import { CONTACT, mailboxOfForm } from '../contact/settings.ts';
import { answerErrors } from '../errors.ts';
import { endForm, noteForm, noteSearch } from '../facts/service.ts';
import { askedOf, findEverywhere } from '../finding/find.ts';
import type { Result } from '../finding/merge.ts';
import { type ContactForm, formView, FORM, linkView, messageView, showContact } from './contact-view.ts';
import { askedOfVisit, isChoosing, readAsked } from './questions.ts';
import { FORM_ID } from './search-pages.ts';
import { openParts } from './section.ts';
import { type AnswerVisit, fieldOf } from './visit.ts';

const MOST_SUGGESTED = 4;
const FILES = ['file1', 'file2', 'file3'] as const;
const SHORTEST = 6;

/** Answers for what is typed into the form: what answers questions only. */
async function suggestionsFor(visit: AnswerVisit, asked: string): Promise<Result[]> {
  if (asked.length < SHORTEST) return [];
  const { app, wanted, member } = visit;
  return findEverywhere(app, asked, {
    language: wanted,
    visitor: member,
    limit: MOST_SUGGESTED,
    answersOnly: true,
  });
}

const isSure = (member: SignedIn | undefined): member is SignedIn & { mail: string } =>
  member !== undefined && member.mail !== null && member.mailVerifiedAt !== null;

/** The empty form, with what an address brings along (`subject`, `q`). */
export async function showForm(visit: AnswerVisit): Promise<unknown> {
  const { app, request, wanted } = visit;
  if ((await mailboxOfForm(app)) === undefined) return showClosed(visit);
  const subject = askedOf(fieldOf(request.query, 'subject') || fieldOf(request.query, 'q'));
  const asked = await askedOfVisit(visit);
  const empty = { formId: newId('form'), name: '', mail: '', subject, text: '', files: [], hasLooked: false };
  return showContact(
    visit,
    formView(visit, { ...empty, asked, language: wanted, isSure: isSure(visit.member) }, []),
  );
}

async function showClosed(visit: AnswerVisit): Promise<unknown> {
  const { words, reply } = visit;
  reply.code(404);
  const { title, body } = messageView(words.contactClosed, words.contactClosedText);
  return showContact(visit, { title, body: markup`${body}${await openParts(visit)}` });
}

/** Looks for answers first; sends once they were seen, or where there are none. */
export async function takeForm(visit: AnswerVisit): Promise<unknown> {
  const { app, request, member } = visit;
  if ((await mailboxOfForm(app)) === undefined) return showClosed(visit);
  const given = givenForm(request);
  const form = { ...formOf(visit, given), asked: await askedOfVisit(visit, given) };
  try {
    if (member && !isProven(app, request, member, { what: FORM, proof: given.text('proof') }))
      throw answerErrors('contact.form_stale');
    await takeFiles(app, form, given);
    if (isChoosing(form.asked, given)) return await showContact(visit, formView(visit, form, []));
    const answers = readAsked(form.asked);
    form.asked = answers.asked;
    const whatElse = await checkWritten(app, writtenOf(visit, form));
    const written = { ...whatElse, filled: answers.require() };
    if (!form.hasLooked) {
      const asked = askedOf(`${form.subject} ${form.text}`);
      const found = await suggestionsFor(visit, asked);
      await noteShown(visit, form.formId, asked, found);
      if (found.length > 0)
        return await showContact(visit, formView(visit, { ...form, hasLooked: true }, found));
    }
    return await send(visit, written);
  } catch (error) {
    return refuse(visit, form, error);
  }
}

async function send(visit: AnswerVisit, written: Written): Promise<unknown> {
  const { app, request, reply, member, wanted } = visit;
  if (isSure(member)) await sendWritten(app, written);
  else {
    await noteForm(app, { id: written.formId, language: wanted, suggested: 0, opened: 0 });
    await askForProof(app, written, request.ip);
  }
  const lang = encodeURIComponent(wanted);
  return reply.redirect(`${CONTACT}/sent?lang=${lang}${isSure(member) ? '' : '&proof=asked'}`, 303);
}

function refuse(visit: AnswerVisit, form: ContactForm, error: unknown): Promise<unknown> {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  visit.reply.code(error.status);
  return showContact(
    visit,
    formView(visit, form, [], visit.words.contactErrors[error.code] ?? error.message),
  );
}

async function noteShown(
  { app, wanted }: AnswerVisit,
  formId: string,
  asked: string,
  found: readonly Result[],
): Promise<void> {
  await noteForm(app, { id: formId, language: wanted, suggested: found.length, opened: 0 });
  await noteSearch(app, { place: 'contact', language: wanted, asked }, found);
}

function formOf({ app, member, wanted }: AnswerVisit, given: GivenForm): Omit<ContactForm, 'asked'> {
  const formId = given.text('form');
  return {
    formId: FORM_ID.test(formId) ? formId : newId('form'),
    name: given.text('name').slice(0, 80),
    mail: given.text('mail').slice(0, 254),
    subject: given.text('subject').slice(0, 300),
    text: given.text('text'),
    files: keptFiles(app, given).slice(0, FILES.length),
    hasLooked: given.text('looked') === 'yes',
    language: wanted,
    isSure: isSure(member),
  };
}

/** Files that came with the step before; only who has them by a form of ours can name them. */
function keptFiles(app: App, given: GivenForm): ContactForm['files'] {
  return given.all('kept').flatMap((one) => {
    const [id = '', name = '', proof = ''] = one.split('\n');
    return proof !== '' && proof === proofOfFile(app, id, name) ? [{ id, name, proof }] : [];
  });
}

/** Keeps the files that came with this step, as many as there is room for. Throws `file.too_large`, `file.no_room`. */
async function takeFiles(app: App, form: ContactForm, given: GivenForm): Promise<void> {
  for (const field of FILES) {
    const file = given.file(field);
    if (!file || form.files.length >= FILES.length) continue;
    const { id, name } = await storeFile(app, { ...file, purpose: 'contact' });
    form.files.push({ id, name, proof: proofOfFile(app, id, name) });
  }
}

const proofOfFile = (app: App, id: string, name: string): string =>
  app.secrets.sign(`${id}\0${name}`, 'contact-file');

function writtenOf({ member }: AnswerVisit, form: ContactForm): Written {
  return {
    formId: form.formId,
    mail: isSure(member) ? member.mail : form.mail,
    name: form.name.trim() === '' && member ? member.displayName : form.name,
    subject: form.subject,
    text: form.text,
    language: form.language,
    fileIds: form.files.map(({ id }) => id),
    filled: null,
  };
}

/** Answers while somebody writes, for the script. The form counts as one that was shown them; what is typed is noted nowhere. */
export async function suggestForForm(visit: AnswerVisit): Promise<unknown> {
  const { app, request, reply, wanted } = visit;
  const formId = fieldOf(request.query, 'form');
  const isOpen = (await mailboxOfForm(app)) !== undefined && FORM_ID.test(formId);
  const asked = askedOf(fieldOf(request.query, 'q'));
  const found = isOpen ? await suggestionsFor(visit, asked) : [];
  if (found.length > 0)
    await noteForm(app, { id: formId, language: wanted, suggested: found.length, opened: 0 });
  return reply.header('cache-control', 'private, no-store').send({
    items: found.map((one) => ({
      ...linkView(visit, one, { asked, formId }),
      title: one.title,
      label: one.label,
    })),
  });
}

/** An answer of the form was enough: nobody has to be written to. */
export async function takeAnswered(visit: AnswerVisit): Promise<unknown> {
  const { app, request, reply, wanted } = visit;
  const formId = givenForm(request).text('form');
  if (FORM_ID.test(formId)) await endForm(app, { id: formId, language: wanted, ended: 'answered' });
  return reply.redirect(`${CONTACT}/sent?answered=yes&lang=${encodeURIComponent(wanted)}`, 303);
}

/** Mail programs look at links by themselves, so a button sends. */
export async function askToConfirm(visit: AnswerVisit): Promise<unknown> {
  const { app, request, words } = visit;
  const ticket = fieldOf(request.query, 'ticket');
  if (!(await isPending(app, app.secrets.hash(ticket)))) return showOver(visit);
  return showContact(
    visit,
    messageView(words.confirmTitle, words.confirmText, { ticket, label: words.confirm }),
  );
}

function showOver(visit: AnswerVisit): Promise<unknown> {
  const { words } = visit;
  visit.reply.code(410);
  return showContact(visit, messageView(words.linkOver, words.contactErrors['contact.link_over']!));
}

export async function takeConfirm(visit: AnswerVisit): Promise<unknown> {
  const { app, request, reply, wanted, words } = visit;
  try {
    await sendProven(app, givenForm(request).text('ticket'));
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    if (error.code === 'contact.link_over') return showOver(visit);
    if (error.code === 'contact.closed') return showClosed(visit);
    reply.code(error.status);
    return showContact(visit, messageView(words.contact, words.contactErrors[error.code] ?? error.message));
  }
  return reply.redirect(`${CONTACT}/sent?lang=${encodeURIComponent(wanted)}`, 303);
}

export async function showSent(visit: AnswerVisit): Promise<unknown> {
  const { request, words } = visit;
  if (fieldOf(request.query, 'answered') === 'yes')
    return showContact(visit, messageView(words.thanks, words.answeredText));
  if (fieldOf(request.query, 'proof') === 'asked')
    return showContact(visit, messageView(words.checkMail, words.checkMailText));
  return showContact(visit, messageView(words.sentTitle, words.sentText));
}
