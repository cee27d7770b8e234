import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { recordRating } from '#respond/satisfaction/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { isAllowedPage, plainLanguage } from './domain.ts';
import { chatErrors } from './errors.ts';
import { type Identity, readIdentity } from './identity.ts';
import { agentOf, readMessages } from './messages.ts';
import type { VisitInput, VisitView } from './schema.ts';
import {
  endVisit,
  insertToken,
  insertVisit,
  lockIdentity,
  lockVisit,
  markLeft,
  noteTokenUsed,
  raiseRead,
  selectBySub,
  selectVouched,
  selectByToken,
  updateVisit,
  type VisitChange,
  type VisitRow,
} from './visits-store.ts';
import { mailboxOf, NETWORK, openWidget, ownOrigin, secretsOf } from './widgets.ts';
import type { WidgetRow } from './widgets-store.ts';
import './events.ts';

const TOKEN = /^rcv_[\w-]{43}$/;

export interface Visiting {
  widget: WidgetRow;
  visit: VisitRow;
}

/**
 * Lets a visitor in: with the token that his browser kept, as whom the company's page vouches for, or as somebody new. Nobody is shown what
 * somebody else said: a proof of another identity than the visit's begins another one. Throws `chat.identity`, `chat.origin`.
 */
export async function beginVisit(app: App, widgetId: string, input: VisitInput): Promise<VisitView> {
  const widget = await openWidget(app, widgetId);
  mustBeOurPage(app, widget, input.page.url);
  const identity = input.identity
    ? readIdentity(input.identity, secretsOf(app, widget), app.clock.now())
    : null;
  return app.db.transaction(async () => {
    if (identity) await lockIdentity(app, widgetId, identity.sub);
    const known = await knownVisit(app, widget, input, identity);
    if (!known && !identity && widget.settings.needsIdentity) throw chatErrors('chat.identity_needed');
    const token = known?.token ?? `rcv_${newSecret()}`;
    const visitId = known?.visit.id ?? (await newVisit(app, widget, identity));
    if (!known?.token) await insertToken(app, app.secrets.hash(token), visitId);
    await updateVisit(app, visitId, changeOf(input, identity, known?.visit), { isSeen: true });
    const visit = (await selectByToken(app, widgetId, app.secrets.hash(token)))!;
    if (visit.mail !== known?.visit.mail || visit.name !== known?.visit.name) await nameAuthor(app, visit);
    await tellConsole(app, visit);
    return presentVisit(app, widget, visit, token);
  });
}

/** The visit of a request. Throws `chat.token`, and what `openWidget` does. */
export async function visitOf(app: App, widgetId: string, authorization: unknown): Promise<Visiting> {
  const widget = await openWidget(app, widgetId);
  const token = typeof authorization === 'string' ? authorization.replace(/^bearer\s+/i, '') : '';
  const visit = await visitByToken(app, widgetId, token);
  if (!visit) throw chatErrors('chat.token');
  return { widget, visit };
}

/** The last tab was closed. An unknown token is nobody's, and no error: nobody reads the answer. */
export async function leaveVisit(app: App, widgetId: string, token: string): Promise<void> {
  const visit = await visitByToken(app, widgetId, token);
  if (visit) await visitorLeft(app, visit);
}

export async function visitorLeft(app: App, visit: VisitRow): Promise<void> {
  await markLeft(app, visit.id);
  await tellConsole(app, visit);
}

/** He read up to there. */
export async function noteRead(app: App, visit: VisitRow, seq: number): Promise<void> {
  if (await raiseRead(app, visit.id, seq)) await tellConsole(app, visit);
}

/** Says where messages go once he has left. Throws `chat.no_mailbox`. */
export async function goOnByMail(
  app: App,
  { widget, visit }: Visiting,
  address: string,
): Promise<{ mail: string }> {
  if (!(await mailboxOf(app, widget.settings))) throw chatErrors('chat.no_mailbox');
  // What the company's page vouched for is not overwritten by what somebody types.
  const mail = visit.sub !== null && visit.mail !== null ? visit.mail : address;
  await app.db.transaction(async () => {
    await updateVisit(app, visit.id, { mail });
    await nameAuthor(app, { ...visit, mail });
    await tellConsole(app, visit);
  });
  return { mail };
}

export async function rateVisit(
  app: App,
  visit: VisitRow,
  { score, text }: { score: number; text: string },
): Promise<void> {
  await app.db.transaction(async () => {
    const words = text.trim() === '' ? null : text.trim();
    const before = await lockVisit(app, visit.id);
    if (!before) throw chatErrors('chat.token');
    await updateVisit(app, visit.id, { rating: score, ratingText: words });
    // Reports count a chat once, by what was said first.
    if (before.rating === null && before.conversationId !== null)
      await recordRating(app, {
        conversationIds: [before.conversationId],
        caseId: null,
        source: 'page',
        rating: score,
        text: words,
        askId: null,
      });
    await audit(app, systemActor, { action: 'chat.rated', subject: visit.id, detail: { score } });
    await tellConsole(app, visit);
  });
}

/** The visitor ends his chat; what was said stays with the company. */
export async function finishVisit(app: App, visit: VisitRow): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await endVisit(app, visit.id))) return;
    await audit(app, systemActor, { action: 'chat.ended', subject: visit.id });
    await app.bus.publish('chat.closed', { visitId: visit.id });
    await tellConsole(app, visit);
  });
}

/** Tells colleagues who look at the conversation that something of the visitor changed. */
export async function tellConsole(
  app: App,
  { conversationId }: Pick<VisitRow, 'conversationId'>,
  isTyping: boolean | null = null,
): Promise<void> {
  if (conversationId !== null) await app.bus.publish('chat.visitor', { conversationId, isTyping });
}

/** Who he is was learnt after his first message: accounts, and what comes by mail, must know him by it. */
async function nameAuthor(app: App, { authorId, rootId, name, mail }: VisitRow): Promise<void> {
  if (rootId === null) return;
  const author = {
    externalId: authorId,
    ...(mail === null ? {} : { handle: mail }),
    ...(name === null ? {} : { displayName: name }),
  };
  await takeIn(app, { sourceId: null, items: [{ type: 'profile', network: NETWORK, author }] });
}

async function visitByToken(app: App, widgetId: string, token: string): Promise<VisitRow | undefined> {
  return TOKEN.test(token) ? selectByToken(app, widgetId, app.secrets.hash(token)) : undefined;
}

interface Known {
  visit: VisitRow;
  /** Absent where he is known by his identity alone. */
  token?: string;
}

async function knownVisit(
  app: App,
  { id: widgetId }: WidgetRow,
  { token, isNew }: VisitInput,
  identity: Identity | null,
): Promise<Known | undefined> {
  if (isNew) return undefined;
  const shown = token ? await visitByToken(app, widgetId, token) : undefined;
  if (shown && token && (identity === null || shown.sub === null || shown.sub === identity.sub)) {
    await noteTokenUsed(app, app.secrets.hash(token));
    return { visit: shown, token };
  }
  const own = identity && (await selectBySub(app, widgetId, identity.sub));
  return own ? { visit: own } : undefined;
}

async function newVisit(app: App, { id: widgetId }: WidgetRow, identity: Identity | null): Promise<string> {
  const id = newId('visit');
  await insertVisit(app, {
    id,
    widgetId,
    kind: 'chat',
    authorId: identity ? authorOf(widgetId, identity) : id,
    sub: identity?.sub ?? null,
    name: null,
    mail: null,
    language: 'en',
    pageUrl: null,
    pageTitle: null,
    clientKey: null,
  });
  return id;
}

/** The same customer in all his chats, as far as one company's page vouches for him. */
const authorOf = (widgetId: string, { sub }: Identity) => `${widgetId}:${sub}`;

/** What this request says of the visitor. What the company vouches for wins over what he typed. */
function changeOf(input: VisitInput, identity: Identity | null, known: VisitRow | undefined): VisitChange {
  const { page, language } = input;
  const isVouched = known !== undefined && known.sub !== null;
  const name = identity?.name ?? (isVouched && known.name !== null ? null : input.name || null);
  const mail = identity?.email ?? (isVouched && known.mail !== null ? null : (input.mail ?? null));
  // Who writes is settled by his first message.
  const isFree = identity !== null && known !== undefined && known.rootId === null;
  return {
    language: plainLanguage(language),
    ...(page.url === '' ? {} : { pageUrl: page.url, pageTitle: page.title }),
    ...(name === null ? {} : { name }),
    ...(mail === null ? {} : { mail }),
    ...(identity === null ? {} : { sub: identity.sub }),
    ...(isFree ? { authorId: authorOf(known.widgetId, identity) } : {}),
  };
}

/** Visitors whom the company's page vouched for by these numbers of customers, as the accounts that they wrote with. */
export async function vouchedVisitors(
  app: App,
  numbers: readonly string[],
): Promise<{ network: string; externalId: string }[]> {
  return (await selectVouched(app, numbers)).map((externalId) => ({ network: 'chat', externalId }));
}

function mustBeOurPage(app: App, { settings }: WidgetRow, url: string): void {
  if (url === '' || isAllowedPage(settings.origins, ownOrigin(app), url)) return;
  throw chatErrors('chat.origin', { origin: URL.canParse(url) ? new URL(url).origin : 'this page' });
}

async function presentVisit(app: App, widget: WidgetRow, visit: VisitRow, token: string): Promise<VisitView> {
  return {
    token,
    messages: await readMessages(app, { widget, visit }, 0),
    agent: await agentOf(app, { widget, visit }),
    isEnded: visit.endedAt !== null,
    isIdentified: visit.sub !== null,
    name: visit.name,
    mail: visit.mail,
    rating: visit.rating,
    readSeq: visit.readSeq,
  };
}
