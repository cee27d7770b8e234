import { type Html, markup } from '#lib/html/index.ts';
import { dayIn } from '#ui/site/index.ts';
import { COMMUNITY } from '../service/settings.ts';
import type { Ways } from '../service/ways.ts';
import type { MeContext } from './me-views.ts';

export interface WaysShown {
  ways: Ways;
  /** Open providers that the member is not connected with. */
  more: readonly { id: string; name: string }[];
}

/** How a member signs in: what there is, what can go, and what can be added. */
export function waysSection(context: MeContext, { ways, more }: WaysShown): Html {
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
  const links = more.map(
    ({ id, name }) =>
      markup`<a class="button plain" rel="nofollow" href="${COMMUNITY}/ways/${id}/start?connect=${encodeURIComponent(context.proof('connect'))}">${words.connectWith(name)}</a> `,
  );
  return markup`<section><h2>${words.waysTitle}</h2><p class="quiet">${words.waysText}</p><ul class="list">${plain}${identities}</ul>${
    links.length > 0 ? markup`<div class="actions">${links}</div>` : null
  }</section>`;
}
