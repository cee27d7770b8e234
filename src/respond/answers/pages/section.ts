import type { App } from '#platform/app/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { partsOf, type Section } from '#people/site/index.ts';
import { CONTACT, readContact } from '../contact/settings.ts';
import { wordsIn } from '../words/index.ts';
import type { AnswerVisit } from './visit.ts';

/** The form's entry in the navigation of the public site; every page asks for it, so it looks at what is kept in memory only. */
export async function contactSection(app: App, language: string): Promise<Section | undefined> {
  const { isOpen, mailAccountId } = await readContact(app);
  if (!isOpen || mailAccountId === null) return undefined;
  const path = `${CONTACT}?lang=${encodeURIComponent(language)}`;
  return { key: 'contact', path, label: wordsIn(language).contact };
}

/** Where somebody may look further: the open parts of the site. */
export async function openParts({ app, language }: AnswerVisit): Promise<Html> {
  const parts = await partsOf(app, language);
  return markup`<ul class="list">
    ${parts.map((one) => markup`<li><a href="${one.path}">${one.label}</a></li>`)}
  </ul>`;
}
