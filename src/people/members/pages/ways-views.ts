import { type Html, markup } from '#lib/html/index.ts';
import { dayIn } from '#ui/site/index.ts';
import { COMMUNITY } from '../service/settings.ts';
import type { Ways } from '../service/ways.ts';
import type { MeContext } from './me-views.ts';

export interface WaysShown {
  ways: Ways;
  /** Open providers that the member is not connected with. */
  more: readonly { id: string; name: string }[];
  takesPasskeys: boolean;
}

/** How a member signs in: what there is, what can go, and what can be added. */
export function waysSection(context: MeContext, { ways, more, takesPasskeys }: WaysShown): Html {
  const { words, language } = context;
  const gone = (fields: Html, name: string) =>
    markup`<form method="post" action="${COMMUNITY}/me/ways"><input type="hidden" name="proof" value="${context.proof('ways')}" />${fields}<button class="plain" aria-label="${words.removeWay}: ${name}">${words.removeWay}</button></form>`;
  const identities = ways.identities.map(
    (one) =>
      markup`<li><div class="row"><span><strong>${one.name}</strong>${one.label === null ? null : markup` <bdi>${one.label}</bdi>`}${
        one.isUsable ? null : markup` <span class="quiet">(${words.wayClosed})</span>`
      }<br /><span class="quiet">${words.waySince} ${dayIn(one.createdAt, language)}</span></span>${gone(
        markup`<input type="hidden" name="provider" value="${one.provider}" /><input type="hidden" name="subject" value="${one.subject}" />`,
        `${one.name} ${one.label ?? ''}`.trim(),
      )}</div></li>`,
  );
  const plain = [ways.mail ? words.wayMail : null, ways.password ? words.wayPassword : null].map((text) =>
    text === null ? null : markup`<li>${text}</li>`,
  );
  const keys = ways.passkeys.map(
    (key) =>
      markup`<li><form class="row" method="post" action="${COMMUNITY}/me/passkeys"><input type="hidden" name="proof" value="${context.proof('passkeys')}" /><input type="hidden" name="id" value="${key.id}" /><input name="name" value="${key.name}" maxlength="60" aria-label="${words.passkeyName}: ${key.name}" required /><button class="plain" aria-label="${words.save}: ${key.name}">${words.save}</button></form>
        <div class="row"><span class="quiet">${words.passkey} · ${words.waySince} ${dayIn(key.createdAt, language)}${
          key.lastUsedAt === null ? '' : ` · ${words.lastSeen} ${dayIn(key.lastUsedAt, language)}`
        }</span>${gone(markup`<input type="hidden" name="id" value="${key.id}" />`, key.name)}</div></li>`,
  );
  const links = more.map(
    ({ id, name }) =>
      markup`<a class="button plain" rel="nofollow" href="${COMMUNITY}/ways/${id}/start?connect=${encodeURIComponent(context.proof('connect'))}">${words.connectWith(name)}</a> `,
  );
  return markup`<section><h2>${words.waysTitle}</h2><p class="quiet">${words.waysText}</p><ul class="list">${plain}${identities}${keys}</ul>${
    links.length > 0 ? markup`<div class="actions">${links}</div>` : null
  }${takesPasskeys ? newPasskey(context) : null}</section>`;
}

/** Hidden until the script finds that the browser can do it. */
function newPasskey({ words, proof }: MeContext): Html {
  return markup`<form class="form" method="post" action="${COMMUNITY}/me/passkeys" data-passkey="create" data-ask="${COMMUNITY}/passkeys/ask" hidden><input type="hidden" name="proof" value="${proof('passkeys')}" /><input type="hidden" name="answer" />
      <label>${words.passkeyNew}<input name="name" maxlength="60" aria-describedby="passkey-hint" /><span class="hint" id="passkey-hint">${words.passkeyHint}</span></label>
      <div class="actions"><button class="plain">${words.passkeyAdd}</button></div>
      <p class="wrong" role="alert" data-failed hidden>${words.passkeyFailed}</p></form>
    <p class="quiet" data-without-passkeys>${words.passkeyScript}</p>`;
}
