import { type Html, markup } from '#lib/html/index.ts';
import { dayIn, languageName } from '#ui/site/index.ts';
import type { Member, SignedIn } from '../domain/member.ts';
import type { CommunitySettings } from '../schema.ts';
import type { Device } from '../service/account.ts';
import { COMMUNITY } from '../service/settings.ts';
import type { Words } from '../words/index.ts';
import { wrong } from './entry-views.ts';
import { faceOf } from './face.ts';

const ME = `${COMMUNITY}/me`;

export interface MeContext {
  words: Words;
  member: SignedIn;
  language: string;
  /** Proof of a form. */
  proof(what: string): string;
  done: string | undefined;
  wrong: string | undefined;
  /** Tabs that other features give. */
  tabs: readonly OwnTab[];
}

/** A page of one's own among the tabs of the settings. */
export interface OwnTab {
  key: string;
  path: string;
  label: string;
}

/** What all pages of one's own begin with. */
export function meFrame(context: Omit<MeContext, 'proof' | 'language'>, current: string, body: Html): Html {
  const { words, member, done, tabs } = context;
  const tab = ({ key, path, label }: OwnTab) =>
    markup`<li><a href="${path}"${key === current ? markup` aria-current="page"` : null}>${label}</a></li>`;
  const own: OwnTab[] = [
    { key: 'profile', path: ME, label: words.profile },
    { key: 'account', path: `${ME}/account`, label: words.account },
    { key: 'links', path: `${ME}/links`, label: words.links },
    { key: 'privacy', path: `${ME}/privacy`, label: words.privacy },
  ];
  return markup`<h1>${words.yourSettings}</h1>
    <nav class="tabs" aria-label="${words.yourSettings}"><ul>${[...own, ...tabs].map(tab)}</ul></nav>
    ${done === undefined ? null : markup`<p class="done" role="status">${done}</p>`}${wrong(context.wrong)}
    ${member.state === 'silenced' ? markup`<p class="note warning">${words.nowSilenced}. ${member.stateReason}</p>` : null}
    ${body}`;
}

const form = (context: MeContext, path: string, what: string, fields: Html, hasFile = false): Html =>
  markup`<form class="form" method="post" action="${ME}/${path}"${hasFile ? markup` enctype="multipart/form-data"` : null}><input type="hidden" name="proof" value="${context.proof(what)}" />${fields}</form>`;

const hinted = (id: string, label: string, hint: string, field: (described: Html) => Html): Html =>
  markup`<label>${label}${field(markup` id="${id}" aria-describedby="${id}-hint"`)}<span class="hint" id="${id}-hint">${hint}</span></label>`;

export interface ProfileFields {
  handle: string;
  displayName: string;
  pronouns: string;
  languages: string;
  language: string;
  bio: string;
  signature: string;
}

export function profileView(
  context: MeContext,
  typed: ProfileFields,
  { languages: spoken, signature: rule }: CommunitySettings,
): Html {
  const { words, member } = context;
  const picture = markup`<div class="row">${faceOf(member, 'large')}<p class="quiet">${words.pictureHint}</p></div>
    <label>${words.choosePicture}<input type="file" name="picture" accept="image/jpeg,image/png,image/webp,image/gif" /></label>
    <div class="actions"><button name="act" value="use">${words.usePicture}</button>${
      member.avatarFileId === null
        ? null
        : markup`<button class="plain" name="act" value="remove">${words.removePicture}</button>`
    }</div>`;
  const choices = ['', ...spoken].map(
    (tag) =>
      markup`<option value="${tag}"${tag === typed.language ? markup` selected` : null}>${tag === '' ? words.browsers : languageName(tag)}</option>`,
  );
  const fields = markup`${hinted('handle', words.handle, words.handleHint, (described) => markup`<input name="handle"${described} value="${typed.handle}" maxlength="31" autocapitalize="none" spellcheck="false" required />`)}
    ${hinted('name', words.displayName, words.displayNameHint, (described) => markup`<input name="displayName"${described} value="${typed.displayName}" maxlength="60" autocomplete="nickname" />`)}
    ${hinted('pronouns', words.pronouns, words.pronounsHint, (described) => markup`<input name="pronouns"${described} value="${typed.pronouns}" maxlength="40" />`)}
    ${hinted('languages', words.languages, words.languagesHint, (described) => markup`<input name="languages"${described} value="${typed.languages}" maxlength="200" />`)}
    <label>${words.pageLanguage}<select name="language">${choices}</select></label>
    ${hinted('bio', words.bio, words.bioHint, (described) => markup`<textarea name="bio"${described} rows="5" maxlength="1000">${typed.bio}</textarea>`)}
    ${rule.length === 0 ? null : hinted('signature', words.signature, words.signatureHint(rule.length, rule.links), (described) => markup`<textarea name="signature"${described} rows="3" maxlength="${rule.length}">${typed.signature}</textarea>`)}
    <div class="actions"><button>${words.save}</button></div>`;
  return meFrame(
    context,
    'profile',
    markup`<section><h2>${words.picture}</h2>${form(context, 'picture', 'picture', picture, true)}</section>
      <section><h2>${words.profile}</h2>${form(context, 'profile', 'profile', fields)}</section>`,
  );
}

export function accountView(context: MeContext, devices: readonly Device[], ways: Html): Html {
  const { words, member, language } = context;
  const mail = markup`<p>${member.mail === null ? words.noMail : words.mailNow(member.mail)}</p>${form(
    context,
    'mail',
    'mail',
    markup`${hinted('mail', words.newMail, words.newMailHint, (described) => markup`<input type="email" name="mail"${described} autocomplete="email" maxlength="254" required />`)}<div class="actions"><button>${words.sendLink}</button></div>`,
  )}`;
  const password = form(
    context,
    'password',
    'password',
    markup`${member.hasPassword ? markup`<label>${words.oldPassword}<input type="password" name="before" autocomplete="current-password" maxlength="1000" required /></label>` : null}
      ${hinted('password', words.newPassword, words.newPasswordHint, (described) => markup`<input type="password" name="next"${described} autocomplete="new-password" minlength="10" maxlength="200" required />`)}
      <div class="actions"><button>${words.save}</button></div>`,
  );
  const list = devices.map(
    (one) =>
      markup`<li><div class="row"><span><strong>${one.device}</strong>${one.isCurrent ? ` (${words.thisDevice})` : ''}<br /><span class="quiet">${one.address ?? ''} · ${words.lastSeen} ${dayIn(one.lastSeenAt, language)}</span></span>${
        one.isCurrent
          ? null
          : markup`<form method="post" action="${ME}/devices"><input type="hidden" name="proof" value="${context.proof('devices')}" /><button class="plain" name="id" value="${one.id}" aria-label="${words.end}: ${one.device}">${words.end}</button></form>`
      }</div></li>`,
  );
  const others = form(
    context,
    'devices',
    'devices',
    markup`<div class="actions"><button class="plain" name="id" value="others">${words.endOthers}</button> <a class="button plain" href="${COMMUNITY}/sign-out">${words.signOut}</a></div>`,
  );
  return meFrame(
    context,
    'account',
    markup`<section><h2>${words.mailTitle}</h2>${mail}</section>
      <section><h2>${words.passwordTitle}</h2>${password}</section>
      ${ways}<section><h2>${words.devices}</h2><ul class="list">${list}</ul>${others}</section>`,
  );
}

export function privacyView(
  context: MeContext,
  shown: { blocked: readonly Member[]; feedUrl: string | undefined },
): Html {
  const { words, member, language } = context;
  const blocked = shown.blocked.map(
    (one) =>
      markup`<li><form class="row" method="post" action="${ME}/blocks"><input type="hidden" name="proof" value="${context.proof('blocks')}" /><input type="hidden" name="handle" value="${one.handle}" />${faceOf(one, 'small')}<span>${one.displayName} <span class="quiet">@${one.handle}</span></span><button class="plain" name="act" value="unblock" aria-label="${words.unblock}: ${one.displayName}">${words.unblock}</button></form></li>`,
  );
  const block = markup`${hinted('block', words.blockWhom, words.blocksHint, (described) => markup`<input name="handle"${described} maxlength="31" autocapitalize="none" spellcheck="false" required />`)}<div class="actions"><button class="plain" name="act" value="block">${words.block}</button></div>`;
  const feed = shown.feedUrl
    ? markup`<p class="note" role="status"><code>${shown.feedUrl}</code><br />${words.feedOnce}</p>`
    : form(
        context,
        'feed',
        'feed',
        markup`<div class="actions"><button class="plain">${words.newFeed}</button></div>`,
      );
  return meFrame(
    context,
    'privacy',
    markup`<section><h2>${words.blocks}</h2>${blocked.length > 0 ? markup`<ul class="list">${blocked}</ul>` : markup`<p class="quiet">${words.noBlocks}</p>`}${form(context, 'blocks', 'blocks', block)}</section>
      <section><h2>${words.feedTitle}</h2><p>${words.feedText}</p>${feed}</section>
      <section><h2>${words.exportTitle}</h2><p>${words.exportText}</p>${form(context, 'export', 'export', markup`<div class="actions"><button class="plain">${words.export}</button></div>`)}</section>
      <section><h2>${words.leaveTitle}</h2>${
        member.eraseAt
          ? markup`<p class="note warning">${words.leaving(dayIn(member.eraseAt, language))}</p>${form(context, 'stay', 'stay', markup`<div class="actions"><button>${words.stay}</button></div>`)}`
          : markup`<p>${words.leaveText}</p>${form(
              context,
              'leave',
              'leave',
              markup`<fieldset><legend>${words.leaveTitle}</legend><label class="choice"><input type="radio" name="content" value="keep" checked /> ${words.keepContent}</label><label class="choice"><input type="radio" name="content" value="drop" /> ${words.dropContent}</label></fieldset><label class="choice"><input type="checkbox" name="now" value="yes" /> ${words.atOnce}</label><div class="actions"><button class="danger">${words.leave}</button></div>`,
            )}`
      }</section>`,
  );
}
