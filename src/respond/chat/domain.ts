import type { Hours } from '#lib/hours/index.ts';
import { isOpen, nextOpen } from '#lib/hours/index.ts';
import type { PublicWidget, Texts, WidgetSettings } from './schema.ts';

/** Longest silence of an open connection; they are noted every twenty seconds. */
const ONLINE_MS = 45_000;

/** What is said where the company has not written its own words. */
export const STANDARD_TEXTS: Texts = {
  title: 'Chat with us',
  greeting: 'Hello! How can we help?',
  offline: 'Nobody is here at the moment. Leave us a message, and we answer by mail.',
  mailSubject: 'Your chat with us',
  mailIntro: 'You had left the chat when we answered. Here is what we wrote; answer this mail to go on.',
};

/** The nearest of the widget's languages: the same, one of the same kind, or the first. */
export function nearestLanguage(spoken: readonly string[], wanted: string): string {
  const asked = wanted.toLowerCase();
  const kind = asked.split('-')[0]!;
  return (
    spoken.find((one) => one.toLowerCase() === asked) ??
    spoken.find((one) => one.toLowerCase() === kind) ??
    spoken.find((one) => one.toLowerCase().split('-')[0] === kind) ??
    spoken[0]!
  );
}

/** What a browser says it speaks, where that is a language at all. */
export function plainLanguage(said: string): string {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(said) ? said : 'en';
}

export function textsFor({ texts, languages }: WidgetSettings, wanted: string): Texts {
  return texts[nearestLanguage(languages, wanted)] ?? texts[languages[0]!] ?? STANDARD_TEXTS;
}

/** Whether a page of this address may show the chat. Our own pages may, for the preview. */
export function isAllowedPage(origins: readonly string[], ownOrigin: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname, port } = new URL(url);
  if (origin === ownOrigin) return true;
  return origins.some((pattern) => {
    const [, scheme, rest = ''] = /^(https?:)\/\/(.*)$/.exec(pattern) ?? [];
    if (!rest.startsWith('*.')) return URL.canParse(pattern) && new URL(pattern).origin === origin;
    const [host = '', wantedPort = ''] = rest.slice(1).split(':');
    return protocol === scheme && hostname.endsWith(host) && port === wantedPort;
  });
}

/** Whether the visitor's browser holds a connection, or did a moment ago. */
export function isOnline(
  visit: { seenAt: Date; leftAt: Date | null; endedAt: Date | null },
  now: Date,
): boolean {
  if (visit.endedAt !== null || (visit.leftAt !== null && visit.leftAt >= visit.seenAt)) return false;
  return now.getTime() - visit.seenAt.getTime() < ONLINE_MS;
}

/** What a visitor's browser is told of a widget. */
export function presentWidget(
  settings: WidgetSettings,
  around: {
    language: string;
    hours: Hours | null;
    now: Date;
    waitMinutes: number | null;
    mostBytes: number;
    canMail: boolean;
    forms: PublicWidget['forms'];
  },
): PublicWidget {
  const { hours, now, mostBytes, canMail, forms } = around;
  const { title, greeting, offline } = textsFor(settings, around.language);
  const open = hours === null || isOpen(hours, now);
  const opens = hours === null || open ? null : nextOpen(hours, now);
  return {
    name: settings.name,
    language: nearestLanguage(settings.languages, around.language),
    texts: { title, greeting, offline },
    colour: settings.colour,
    side: settings.side,
    languages: settings.languages,
    isOpen: open,
    opensAt: opens?.toISOString() ?? null,
    waitMinutes: open ? around.waitMinutes : null,
    askFirst: settings.askFirst,
    asksName: settings.asksName,
    asksMail: canMail ? settings.asksMail : 'never',
    needsIdentity: settings.needsIdentity,
    whenClosed: settings.whenClosed,
    files: { maxBytes: Math.min(settings.fileMegabytes * 1024 ** 2, mostBytes) },
    forms,
  };
}

/** A colleague's name as visitors see it. */
export function nameForVisitors(how: WidgetSettings['showsAgents'], name: string, brand: string): string {
  if (how === 'brand') return brand;
  return how === 'name' ? name : (name.trim().split(/\s+/)[0] ?? name);
}

/** What goes to a visitor who has left. */
export function letterOf(
  intro: string,
  messages: readonly { author: string; text: string; files: readonly string[] }[],
  pageUrl: string | null,
): string {
  const said = messages.map(({ author, text, files }) =>
    [`${author}:`, text, ...files.map((file) => `(${file})`)].filter((line) => line !== '').join('\n'),
  );
  return [intro, ...said, ...(pageUrl === null ? [] : [pageUrl])].join('\n\n');
}
