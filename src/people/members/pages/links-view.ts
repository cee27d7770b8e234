import { type Html, markup } from '#lib/html/index.ts';
import { COMMUNITY } from '../service/settings.ts';
import type { Links } from '../links/links.ts';
import { type MeContext, meFrame } from './me-views.ts';

/** What else is known to be a member's own, with buttons to end it and to prove more. */
export function linksView(context: MeContext, { links, codes, networks }: Links): Html {
  const { words } = context;
  const form = (fields: Html) =>
    markup`<form class="form" method="post" action="${COMMUNITY}/me/links"><input type="hidden" name="proof" value="${context.proof('links')}" />${fields}</form>`;
  const nameOf = (network: string) =>
    networks.find((one) => one.network === network)?.name ?? words.networks[network] ?? network;
  const list = links.map(
    (one) =>
      markup`<li><div class="row"><span><strong>${nameOf(one.network)}</strong> <bdi>${one.name}</bdi></span>${form(
        markup`<input type="hidden" name="account" value="${one.accountId}" /><button class="plain" name="act" value="end" aria-label="${words.endLink}: ${one.name}">${words.endLink}</button>`,
      )}</div></li>`,
  );
  const waiting = codes.map(
    (one) =>
      markup`<li><p><strong>${nameOf(one.network)}</strong> <bdi>${one.handle}</bdi></p><p>${words.codeText(`_rapport.${one.handle}`)}</p><p><code>${one.code}</code></p>${form(
        markup`<input type="hidden" name="network" value="${one.network}" /><input type="hidden" name="handle" value="${one.handle}" /><div class="actions"><button name="act" value="check" aria-label="${words.checkCode}: ${one.handle}">${words.checkCode}</button> <button class="plain" name="act" value="forget" aria-label="${words.forgetCode}: ${one.handle}">${words.forgetCode}</button></div>`,
      )}</li>`,
  );
  const ask = networks.map(({ network, name }) =>
    form(
      markup`<input type="hidden" name="network" value="${network}" /><label>${words.handleAt(name)}<input name="handle" maxlength="253" autocapitalize="none" spellcheck="false" required /></label><div class="actions"><button class="plain" name="act" value="ask">${words.giveCode}</button></div>`,
    ),
  );
  return meFrame(
    context,
    'links',
    markup`<section><h2>${words.linksTitle}</h2><p>${words.linksText}</p>${
      list.length > 0 ? markup`<ul class="list">${list}</ul>` : markup`<p class="quiet">${words.noLinks}</p>`
    }</section>${
      networks.length > 0
        ? markup`<section><h2>${words.proveTitle}</h2>${waiting.length > 0 ? markup`<ul class="list">${waiting}</ul>` : null}${ask}</section>`
        : null
    }`,
  );
}
