import { type Html, markup } from '#lib/html/index.ts';
import { originOf } from '#platform/addresses/index.ts';
import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { addLinkedPage, type Ending, endLink, type HttpServer, readEndLink } from '#platform/http/index.ts';
import { COMMUNITY, languageOf, readCommunity, readMembers } from '#people/members/index.ts';
import { dressOf } from '#people/site/index.ts';
import { frameWords, siteDocument } from '#ui/site/index.ts';
import { wordsOfKind } from '../domain.ts';
import { endMails } from '../choices/choices.ts';
import { noticeKindsPort } from '../ports.ts';
import { wordsIn, type Words } from '../words/index.ts';

/** Links that end mails: whose, and of which kinds. */
const END: Ending = { path: `${COMMUNITY}/no-mail`, sealedAs: 'notifications.end', parts: 2 };

/** The address whose POST ends mails of these kinds (RFC 8058); its page ends all of them as well. */
export const endMailsLink = (app: App, memberId: string, kinds: readonly string[]): string =>
  endLink(app, END, [memberId, [...new Set(kinds)].join(',')]);

/** Serves the page that ends mails, without signing in. Looking at it ends nothing. */
export async function addEndMailsPage(app: App, server: HttpServer): Promise<void> {
  await addLinkedPage(server, {
    path: END.path,
    async show(token) {
      const link = await read(app, token);
      return answer(app, link, link.memberId === undefined ? 404 : 200, askOf(app, link));
    },
    async take(token, form, { address }) {
      const link = await read(app, token);
      const { memberId, kinds, words } = link;
      if (memberId === undefined) return answer(app, link, 404, unknownOf(words));
      const isAll = form.text('what') === 'all';
      const by: Actor = { ...systemActor, id: memberId, name: 'A link of a mail', address };
      await endMails(app, memberId, isAll ? 'all' : kinds, by);
      const body = markup`<h1>${words.endDone}</h1><p>${isAll ? words.endDoneAll : words.endDoneKind}</p><p><a href="${COMMUNITY}/me/notifications/settings">${words.choose}</a></p>`;
      return answer(app, link, 200, body);
    },
  });
}

interface Link {
  memberId: string | undefined;
  kinds: string[];
  words: Words;
  language: string;
}

async function read(app: App, token: string): Promise<Link> {
  const [memberId = '', kinds = ''] = readEndLink(app, END, token) ?? [];
  const member = (await readMembers(app, [memberId])).get(memberId);
  const language = await languageOf(app, member);
  const isThere = member !== undefined && member.state !== 'erased';
  return {
    memberId: isThere ? memberId : undefined,
    kinds: kinds.split(','),
    words: wordsIn(language),
    language,
  };
}

function askOf(app: App, { memberId, kinds, words, language }: Link): Html {
  if (memberId === undefined) return unknownOf(words);
  const labels = (app.find(noticeKindsPort) ?? [])
    .filter(({ kind }) => kinds.includes(kind))
    .map((kind) => wordsOfKind(kind, language).label);
  return markup`<h1>${words.endAsk}</h1>
    <ul>${labels.map((label) => markup`<li>${label}</li>`)}</ul>
    <form class="actions" method="post"><button name="what" value="kind">${words.endKind}</button><button class="plain" name="what" value="all">${words.endAll}</button></form>`;
}

const unknownOf = (words: Words): Html => markup`<h1>${words.endUnknown}</h1><p>${words.endUnknownText}</p>`;

async function answer(app: App, { words, language }: Link, status: number, body: Html) {
  const { name } = await readCommunity(app);
  const site = {
    name,
    publicUrl: originOf(app, COMMUNITY),
    homePath: COMMUNITY,
    ...(await dressOf(app)),
  };
  const page = {
    language,
    title: words.endMails,
    path: COMMUNITY,
    isHidden: true,
    body,
  };
  return {
    status,
    html: siteDocument({ site, page, skip: frameWords(language).skip, header: [], footer: markup`` }),
  };
}
