import { type Html, markup } from '#lib/html/index.ts';
import { COMMUNITY } from '../service/settings.ts';
import type { Words } from '../words/index.ts';

/** A refusal above a form, read out at once. */
export function wrong(text: string | undefined): Html | null {
  return text === undefined ? null : markup`<p class="wrong" role="alert">${text}</p>`;
}

/** Asks for a mail address, to sign in or to join. */
export function mailForm(
  words: Words,
  form: {
    purpose: 'sign-in' | 'join';
    back: string;
    mail?: string;
    wrong?: string | undefined;
    ways: { mail: boolean; password: boolean };
    /** Where else somebody may come from. */
    others?: Html | null;
    passkey?: Html | null;
  },
): Html {
  const isJoin = form.purpose === 'join';
  const back = `?back=${encodeURIComponent(form.back)}`;
  return markup`<h1>${isJoin ? words.join : words.signIn}</h1>
    ${form.ways.mail ? markup`<p>${isJoin ? words.joinText : words.signInText}</p>` : null}
    ${wrong(form.wrong)}
    ${
      form.ways.mail
        ? markup`<form class="form" method="post" action="${COMMUNITY}/${form.purpose}">
      ${mailFields(words, form, 'email')}
      <div class="actions"><button>${words.sendLink}</button></div>
    </form>`
        : null
    }
    ${form.passkey ?? null}${form.others ?? null}${isJoin || !form.ways.password ? null : passwordForm(words, form)}
    <p class="quiet">
      ${
        isJoin
          ? markup`${words.alreadyMember} <a href="${COMMUNITY}/sign-in${back}">${words.signIn}</a>`
          : markup`${words.notMember} <a href="${COMMUNITY}/join${back}">${words.join}</a>`
      }
    </p>`;
}

function passwordForm(words: Words, form: { back: string; mail?: string }): Html {
  return markup`<h2>${words.orPassword}</h2>
    <form class="form" method="post" action="${COMMUNITY}/sign-in/password">
      ${mailFields(words, form, 'username')}
      <label
        >${words.password}<input
          type="password"
          name="password"
          autocomplete="current-password"
          maxlength="1000"
          required
      /></label>
      <div class="actions"><button class="plain">${words.signIn}</button></div>
    </form>`;
}

/** Where to go on afterwards, and the mail address. */
function mailFields(
  words: Words,
  { back, mail = '' }: { back: string; mail?: string },
  autocomplete: 'email' | 'username',
): Html {
  return markup`<input type="hidden" name="back" value="${back}" />
    <label
      >${words.mail}<input
        type="email"
        name="mail"
        value="${mail}"
        autocomplete="${autocomplete}"
        maxlength="254"
        required
    /></label>`;
}

/** Hidden until the script finds that the browser can do it. */
export function passkeyEntry(words: Words, back: string): Html {
  return markup`<form class="form" method="post" action="${COMMUNITY}/sign-in/passkey" data-passkey="get" data-ask="${COMMUNITY}/passkeys/ask" hidden>
    <input type="hidden" name="back" value="${back}" /><input type="hidden" name="answer" />
    <div class="actions"><button class="plain">${words.passkeySignIn}</button></div>
    <p class="wrong" role="alert" data-failed hidden>${words.passkeyFailed}</p>
  </form>`;
}

/** Other sites that say who somebody is. They are links, as browsers let forms lead to no other site. */
export function providerLinks(
  words: Words,
  back: string,
  providers: readonly { id: string; name: string }[],
): Html | null {
  if (providers.length === 0) return null;
  return markup`<h2>${words.orElsewhere}</h2>
    <div class="actions">
      ${providers.map(
        ({ id, name }) =>
          markup`<a class="button plain" rel="nofollow" href="${COMMUNITY}/ways/${id}/start?back=${encodeURIComponent(back)}">${words.signInWith(name)}</a> `,
      )}
    </div>`;
}

/** Connects an account elsewhere with that of who is signed in. */
export function connectForm(
  words: Words,
  form: { ticket: string; proof: string; provider: string; name: string },
): Html {
  return markup`<h1>${words.connectTitle}</h1>
    <p>${words.connectText(form.provider, form.name)}</p>
    <form class="form" method="post" action="${COMMUNITY}/connect">
      <input type="hidden" name="proof" value="${form.proof}" />
      <input type="hidden" name="ticket" value="${form.ticket}" />
      <div class="actions"><button>${words.connect}</button></div>
    </form>`;
}

export function sentView(words: Words): Html {
  return markup`<h1>${words.sentTitle}</h1><p>${words.sentText}</p>`;
}

/** Somebody who is a member: one button, so that programs which open links in mails sign nobody in. */
export function enterForm(words: Words, form: { ticket: string; name: string }): Html {
  return markup`<h1>${words.enterTitle}</h1>
    <p>${words.enterText(form.name)}</p>
    <form class="form" method="post" action="${COMMUNITY}/enter">
      <input type="hidden" name="ticket" value="${form.ticket}" />
      <div class="actions"><button>${words.enter}</button></div>
    </form>`;
}

/** Somebody new chooses a name. */
export function nameForm(
  words: Words,
  form: {
    ticket: string;
    handle: string;
    displayName: string;
    wrong?: string | undefined;
    /** He comes from elsewhere, and may be a member already. */
    mayConnect?: boolean;
  },
): Html {
  return markup`<h1>${words.chooseTitle}</h1>
    <p>${words.chooseText}</p>
    ${
      form.mayConnect === true
        ? markup`<p class="note">${words.memberAlready} <a href="${COMMUNITY}/connect?ticket=${form.ticket}">${words.signInFirst}</a></p>`
        : null
    }${wrong(form.wrong)}
    <form class="form" method="post" action="${COMMUNITY}/enter">
      <input type="hidden" name="ticket" value="${form.ticket}" />
      <label
        >${words.handle}<input
          name="handle"
          value="${form.handle}"
          autocomplete="username"
          maxlength="31"
          minlength="3"
          pattern="@?[A-Za-z0-9][A-Za-z0-9_\\-]{1,28}[A-Za-z0-9]"
          aria-describedby="handle-hint"
          autocapitalize="none"
          spellcheck="false"
          required
        /><span class="hint" id="handle-hint">${words.handleHint}</span></label
      >
      <label
        >${words.displayName}<input
          name="displayName"
          value="${form.displayName}"
          autocomplete="nickname"
          maxlength="60"
          aria-describedby="name-hint"
        /><span class="hint" id="name-hint">${words.displayNameHint}</span></label
      >
      <div class="actions"><button>${words.create}</button></div>
    </form>`;
}

export function messageView(title: string, text: string, link: { path: string; text: string }): Html {
  return markup`<h1>${title}</h1>
    <p class="note" role="status">${text}</p>
    <p><a class="button" href="${link.path}">${link.text}</a></p>`;
}
