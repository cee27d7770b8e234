import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { connectAccount, disconnectAccount, ownAccounts, readAccounts } from '#people/brand/index.ts';
import { hoursOf, readHours } from '#people/calendars/index.ts';
import { listTypes } from '#respond/cases/index.ts';
import { offeredForms } from '#respond/forms/index.ts';
import { nearestLanguage, presentWidget } from './domain.ts';
import { chatErrors } from './errors.ts';
import type { PublicWidget, WidgetSettings, WidgetView, WidgetWithSecret } from './schema.ts';
import {
  deleteWidget,
  insertWidget,
  lockWidget,
  medianWait,
  replaceSecret,
  selectWidget,
  selectWidgets,
  sumFigures,
  updateWidget,
  type WidgetFigures,
  type WidgetRow,
} from './widgets-store.ts';
import './events.ts';

export const NETWORK = 'chat';
const MOST_WIDGETS = 100;
const DAYS = 30;
const DAYS_OF_WAIT = 7;
/** So long both secrets are good: time to change it on the company's own server. */
const BOTH_GOOD_HOURS = 24;

const sealOf = (id: string) => `chat-widget:${id}`;

export async function listWidgets(app: App): Promise<WidgetView[]> {
  const figures = new Map((await sumFigures(app, DAYS)).map((row) => [row.widgetId, row]));
  return (await selectWidgets(app)).map((row) => view(app, row, figures.get(row.id)));
}

/** A new widget with a brand account that speaks in it. Its secret is told here and never again. */
export async function addWidget(app: App, actor: Actor, wish: WidgetSettings): Promise<WidgetWithSecret> {
  const settings = await usable(app, wish);
  const id = newId('wgt');
  const secret = newSecret();
  await app.db.transaction(async () => {
    if ((await selectWidgets(app)).length >= MOST_WIDGETS)
      throw chatErrors('chat.too_many_widgets', { count: MOST_WIDGETS });
    await insertWidget(app, { id, settings, accountId: '', secret: app.secrets.seal(secret, sealOf(id)) });
    const accountId = await speakIn(app, actor, id);
    await updateWidget(app, { id, settings, accountId });
    await note(app, actor, 'added', id, settings.name);
  });
  return { ...(await readView(app, id)), secret };
}

export async function changeWidget(
  app: App,
  actor: Actor,
  id: string,
  wish: WidgetSettings,
): Promise<WidgetWithSecret> {
  const settings = await usable(app, wish);
  await app.db.transaction(async () => {
    const before = found(await lockWidget(app, id));
    await updateWidget(app, { id, settings, accountId: before.accountId });
    // The account bears the widget's name, and comes back where somebody disconnected it.
    const accountId = await speakIn(app, actor, id);
    if (accountId !== before.accountId) await updateWidget(app, { id, settings, accountId });
    await note(app, actor, 'changed', id, settings.name);
  });
  return { ...(await readView(app, id)), secret: null };
}

/** The chat is gone from every page; its conversations stay. */
export async function removeWidget(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const { accountId, settings } = found(await lockWidget(app, id));
    await deleteWidget(app, id);
    if ((await readAccounts(app)).some((account) => account.id === accountId))
      await disconnectAccount(app, actor, accountId);
    await note(app, actor, 'removed', id, settings.name);
  });
}

/** A new secret, told here and never again. The former one is good for a day more, unless it got out. */
export async function renewSecret(
  app: App,
  actor: Actor,
  id: string,
  { isLeaked }: { isLeaked: boolean },
): Promise<WidgetWithSecret> {
  const secret = newSecret();
  await app.db.transaction(async () => {
    const { settings } = found(await lockWidget(app, id));
    await replaceSecret(app, id, app.secrets.seal(secret, sealOf(id)), isLeaked ? 0 : BOTH_GOOD_HOURS);
    await note(app, actor, 'secret_renewed', id, settings.name);
  });
  return { ...(await readView(app, id)), secret };
}

/** A widget that is there and on. Throws `chat.widget_not_found`, `chat.widget_off`. */
export async function openWidget(app: App, id: string): Promise<WidgetRow> {
  const row = found(await selectWidget(app, id));
  if (!row.settings.isOn) throw chatErrors('chat.widget_off');
  return row;
}

/** Secrets that a visitor's identity may be signed with at this moment. */
export function secretsOf(app: App, { id, secret, formerSecret, formerUntil }: WidgetRow): string[] {
  const isGood = formerSecret !== null && formerUntil !== null && formerUntil > app.clock.now();
  return [secret, ...(isGood ? [formerSecret] : [])].map((sealed) => app.secrets.open(sealed, sealOf(id)));
}

/** What a visitor's browser must know, in the nearest of the widget's languages. */
export async function readPublic(app: App, id: string, language: string): Promise<PublicWidget> {
  const { settings } = await openWidget(app, id);
  const wait = await medianWait(app, id, DAYS_OF_WAIT);
  const spoken = nearestLanguage(settings.languages, language);
  return presentWidget(settings, {
    language,
    hours: settings.calendarId === null ? null : await hoursOf(app, settings.calendarId),
    now: await app.db.now(),
    waitMinutes: wait === null ? null : Math.max(1, Math.round(wait)),
    mostBytes: app.config.filesMaxBytes,
    canMail: (await mailboxOf(app, settings)) !== undefined,
    forms: {
      letter: await offeredForms(app, 'letter', spoken, settings.formTypeIds),
      chat: await offeredForms(app, 'chat', spoken, settings.formTypeIds),
    },
  });
}

/** The mailbox that messages go by to visitors who have left; undefined when there is none that works. */
export async function mailboxOf(app: App, { mailAccountId }: WidgetSettings) {
  if (mailAccountId === null) return undefined;
  return (await ownAccounts(app, 'mail')).find(({ id }) => id === mailAccountId);
}

/** The calendar that a widget follows; null for the standard one, and for a widget that is not there. */
export async function calendarOfWidget(app: App, id: string): Promise<string | null> {
  return (await selectWidget(app, id))?.settings.calendarId ?? null;
}

/** Origins that may show the widget, our own first; null for one that is not there or off. */
export async function originsOf(app: App, id: string): Promise<readonly string[] | null> {
  const row = /^wgt_[0-9a-z]{20,40}$/.test(id) ? await selectWidget(app, id) : undefined;
  return row?.settings.isOn ? [ownOrigin(app), ...row.settings.origins] : null;
}

export const ownOrigin = (app: App): string => new URL(app.config.publicUrl).origin;

function found(row: WidgetRow | undefined): WidgetRow {
  if (!row) throw chatErrors('chat.widget_not_found');
  return row;
}

/** The settings without forms of case types that are gone: nobody sees those, so nobody could take them out. */
async function usable(app: App, settings: WidgetSettings): Promise<WidgetSettings> {
  for (const language of settings.languages)
    if (!settings.texts[language]) throw chatErrors('chat.texts_missing', { language });
  const { calendarId, mailAccountId } = settings;
  if (calendarId !== null && !(await readHours(app)).byId.has(calendarId))
    throw chatErrors('chat.calendar_unknown');
  const isMailbox = (await readAccounts(app)).some(
    ({ id, network }) => id === mailAccountId && network === 'mail',
  );
  if (mailAccountId !== null && !isMailbox) throw chatErrors('chat.mailbox_unknown');
  const types = new Set((await listTypes(app)).map(({ id }) => id));
  return { ...settings, formTypeIds: settings.formTypeIds?.filter((id) => types.has(id)) ?? null };
}

/** The brand account that speaks in a widget. No step of the first run is done by it. */
async function speakIn(app: App, actor: Actor, id: string): Promise<string> {
  const input = { network: NETWORK, identifier: id, password: '' };
  return (await connectAccount(app, actor, input, { isPretend: true })).id;
}

async function readView(app: App, id: string): Promise<WidgetView> {
  return (await listWidgets(app)).find((widget) => widget.id === id)!;
}

function view(app: App, row: WidgetRow, figures: WidgetFigures | undefined): WidgetView {
  const { id, settings, accountId, createdAt, formerUntil } = row;
  return {
    ...settings,
    id,
    accountId,
    createdAt: createdAt.toISOString(),
    formerSecretUntil: formerUntil && formerUntil > app.clock.now() ? formerUntil.toISOString() : null,
    snippet: `<script async src="${app.config.publicUrl}/chat/v1.js" data-widget="${id}"></script>`,
    figures: {
      visits: figures?.visits ?? 0,
      offline: figures?.offline ?? 0,
      answersHelped: figures?.answersHelped ?? 0,
      rating: figures?.rating ?? null,
    },
  };
}

async function note(app: App, actor: Actor, what: string, id: string, name: string): Promise<void> {
  await audit(app, actor, { action: `chat.widget_${what}`, subject: id, detail: { name } });
  await app.bus.publish('chat.changed', { widgetId: id });
}
