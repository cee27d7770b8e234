import { type Html, markup } from '#lib/html/index.ts';
import { type GivenForm, givenForm } from '#platform/http/index.ts';
import {
  COMMUNITY,
  isProven,
  memberActor,
  needMember,
  type OwnTab,
  proofFor,
  showOwnTab,
  type SignedIn,
  type Visit,
} from '#people/members/index.ts';
import { type Choice, endMails, readChoices, saveChoices } from '../choices/choices.ts';
import { type Channels, MAIL_CHOICES, type MailChoice, wordsOfKind } from '../domain.ts';
import { mailAgain, stopOf } from '../mail/stop.ts';
import { wordsIn, type Words } from '../words/index.ts';
import { addDevice, hasDevice, publicKeyOf, removeDevice } from '../push/push.ts';
import { FORM, PATH, PUSH, WORKER } from './paths.ts';

const SETTINGS = `${PATH}/settings`;

/** The tab of the settings. */
export const choicesTab = (language: string): OwnTab => ({
  key: 'notifications',
  path: SETTINGS,
  label: wordsIn(language).title,
});

/** Shows what a member hears of, and where. */
export async function showChoices(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const words = wordsIn(language);
  const isDone = new URLSearchParams(request.url.split('?')[1] ?? '').get('done') === 'saved';
  const hidden = markup`<input type="hidden" name="proof" value="${proofFor(app, member, FORM)}" />`;
  const rows = (await readChoices(app, member.id)).map((choice) => rowOf(choice, words, language));
  const body = markup`<section><h2>${words.choices}</h2><p>${words.choicesText}</p>${await addressNote(visit, member, hidden)}
      ${await deviceBox(visit, member)}<form class="form" method="post" action="${SETTINGS}">${hidden}${rows}<div class="actions"><button name="act" value="save">${words.save}</button><button class="plain" name="act" value="no-mails">${words.noMails}</button></div></form></section>`;
  const done = isDone ? words.saved : undefined;
  return showOwnTab(visit, member, {
    tab: choicesTab(language),
    body,
    done,
    wrong,
    scripts: [PUSH],
    workers: [WORKER],
  });
}

function rowOf({ kind, channels }: Choice, words: Words, language: string): Html {
  const { label } = wordsOfKind(kind, language);
  const box = (name: string, isOn: boolean, text: string) =>
    markup`<label class="choice"><input type="checkbox" name="${kind.kind}.${name}" value="on"${isOn ? markup` checked` : null} /> ${text}</label>`;
  const mails = MAIL_CHOICES.filter((choice) => !kind.isDigestOnly || choice !== 'now').map(
    (choice) =>
      markup`<option value="${choice}"${choice === channels.mail ? markup` selected` : null}>${words.mailChoice[choice]}</option>`,
  );
  return markup`<fieldset><legend>${label}</legend>${kind.isDigestOnly ? null : markup`<div class="row">${box('page', channels.page, words.onPage)}${box('push', channels.push, words.byPush)}</div>`}<label>${words.byMail}<select name="${kind.kind}.mail">${mails}</select></label></fieldset>`;
}

async function addressNote({ app, language }: Visit, member: SignedIn, hidden: Html): Promise<Html | null> {
  const words = wordsIn(language);
  const { mail } = member;
  if (mail === null || member.mailVerifiedAt === null)
    return markup`<p class="note">${words.noAddress} <a href="${COMMUNITY}/me/account">${words.setAddress}</a></p>`;
  const stop = await stopOf(app, mail);
  if (!stop) return null;
  return markup`<form class="note warning" method="post" action="${SETTINGS}">${hidden}<p>${words.mailStopped[stop.state](mail)} <span class="quiet">${stop.reason}</span></p><button class="plain" name="act" value="again">${words.mailAgain}</button></form>`;
}

/** Needs a script: browsers ask for nothing else. */
async function deviceBox({ app, language }: Visit, member: SignedIn): Promise<Html> {
  const words = wordsIn(language);
  const isOn = await hasDevice(app, member);
  return markup`<div class="note" hidden data-push="${PATH}/devices" data-worker="${WORKER}" data-key="${await publicKeyOf(app)}" data-proof="${proofFor(app, member, FORM)}" data-on="${isOn ? 'yes' : 'no'}" data-failed="${words.pushFailed}" data-denied="${words.pushDenied}"><p>${isOn ? words.pushIsOn : words.pushText}</p><button class="plain" type="button">${isOn ? words.pushEnd : words.pushBegin}</button><p role="status"></p></div>`;
}

/** Adds or removes the browser that asks. */
export async function takeDevice(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const form = givenForm(request);
  if (!isProven(app, request, member, { what: FORM, proof: form.text('proof') }))
    return reply.code(403).send();
  if (form.text('act') !== 'add') {
    await removeDevice(app, member);
    return reply.code(204).send();
  }
  const device = { endpoint: form.text('endpoint'), p256dh: form.text('p256dh'), auth: form.text('auth') };
  return reply.code((await addDevice(app, member, device)) ? 204 : 400).send();
}

/** Keeps what a member chose. */
export async function takeChoices(visit: Visit): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const form = givenForm(request);
  if (!isProven(app, request, member, { what: FORM, proof: form.text('proof') }))
    return showChoices(visit, wordsIn(language).formOver);
  const act = form.text('act');
  if (act === 'again') await mailAgain(app, member);
  else if (act === 'no-mails') await endMails(app, member.id, 'all', memberActor(member, request.ip));
  else await saveChoices(app, member, await chosenIn(visit, member, form));
  return reply.redirect(`${SETTINGS}?done=saved`, 303);
}

async function chosenIn({ app }: Visit, member: SignedIn, form: GivenForm): Promise<Map<string, Channels>> {
  const present = await readChoices(app, member.id);
  return new Map(
    present.map(({ kind, channels }) => [
      kind.kind,
      chosen(form, kind.kind, kind.isDigestOnly ? channels : undefined),
    ]),
  );
}

/** A kind that is in digests only keeps where else it is. */
function chosen(form: GivenForm, kind: string, kept: Channels | undefined): Channels {
  const given = form.text(`${kind}.mail`);
  const mail: MailChoice = MAIL_CHOICES.find((choice) => choice === given) ?? 'off';
  if (kept) return { ...kept, mail: mail === 'now' ? 'off' : mail };
  const isOn = (name: string) => form.text(`${kind}.${name}`) === 'on';
  return { page: isOn('page'), push: isOn('push'), mail };
}
