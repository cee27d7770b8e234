import type { Texts, Widget, WidgetWish } from './queries.ts';

export const NEW_TEXTS: Texts = {
  title: 'Chat with us',
  greeting: 'Hello! How can we help?',
  offline: 'Nobody is here at the moment. Leave us a message, and we answer by mail.',
  mailSubject: 'Your chat with us',
  mailIntro: 'You had left the chat when we answered. Here is what we wrote; answer this mail to go on.',
};

export const NEW_WIDGET: WidgetWish = {
  name: '',
  isOn: true,
  colour: '#2c56d4',
  side: 'end',
  languages: ['en'],
  texts: { en: NEW_TEXTS },
  origins: [],
  calendarId: null,
  whenClosed: 'form',
  askFirst: true,
  asksName: 'optional',
  asksMail: 'optional',
  formTypeIds: null,
  needsIdentity: false,
  showsAgents: 'first-name',
  mailAccountId: null,
  goneSeconds: 60,
  fileMegabytes: 10,
};

/** What of a widget can be changed. */
export function wishOf({
  id: _id,
  accountId: _account,
  createdAt: _at,
  formerSecretUntil: _until,
  snippet: _snippet,
  figures: _figures,
  ...wish
}: Widget): WidgetWish {
  return wish;
}

/** Languages as typed, each with texts: those it had, else those of the first language to translate from. */
export function withLanguages(wish: WidgetWish, typed: readonly string[]): WidgetWish {
  const languages = [...new Set(typed.map((one) => one.trim()).filter((one) => one !== ''))];
  const first = wish.texts[wish.languages[0] ?? ''] ?? NEW_TEXTS;
  const texts = Object.fromEntries(
    languages.map((language) => [language, wish.texts[language] ?? { ...first }]),
  );
  return { ...wish, languages, texts };
}

/** Black or white, whichever is read better on a colour (relative luminance, WCAG 2). */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const parts = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = parts;
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.179 ? '#000000' : '#ffffff';
}

/** Whether a chat asks nothing although some could be asked: none is chosen of the forms that are offered. */
export function asksNothing(chosen: readonly string[] | null, offered: readonly string[]): boolean {
  return chosen !== null && !offered.some((id) => chosen.includes(id));
}
