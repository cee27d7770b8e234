import type { App } from '#platform/app/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { COMMUNITY } from '#people/members/index.ts';
import { besideName, type Honour, inkOn } from './domain.ts';
import { picturePath } from './honours.ts';
import { readHonours } from './settings.ts';
import { saidOf } from './words.ts';

export const BADGES = `${COMMUNITY}/badges`;

/** Badges that stand beside a name, after the rank. */
const BESIDE = 2;

/** An honour as a round mark; its name is told to whoever points at it or listens, unless it stands beside it (`isQuiet`). */
export function markOf(
  honour: Pick<Honour, 'mark' | 'colour' | 'fileId' | 'names' | 'texts'>,
  language: string,
  { size = 20, isQuiet = false }: { size?: number; isQuiet?: boolean } = {},
): Html {
  const { name } = saidOf(honour, language);
  if (honour.fileId !== null)
    return markup`<img class="honour" src="${picturePath(honour.fileId)}" alt="${isQuiet ? '' : name}"${isQuiet ? null : markup` title="${name}"`} width="${size}" height="${size}" loading="lazy" />`;
  const told = isQuiet ? markup` aria-hidden="true"` : markup` role="img" aria-label="${name}"`;
  return markup`<svg class="honour" viewBox="0 0 24 24" width="${size}" height="${size}"${told}>${isQuiet ? null : markup`<title>${name}</title>`}<circle cx="12" cy="12" r="11.5" fill="${honour.colour}"></circle><text x="12" y="16.5" text-anchor="middle" font-size="${[...honour.mark].length > 2 ? 9 : 12.5}" font-weight="700" fill="${inkOn(honour.colour).ink}">${honour.mark}</text></svg>`;
}

/** What stands beside names: ask once for a page, in its language; `marks(member.honours)` is free. */
export async function marksIn(app: App, language: string): Promise<(held: readonly string[]) => Html | null> {
  const { honours } = await readHonours(app);
  return (held) => {
    if (held.length === 0) return null;
    const shown = besideName(honours, held, BESIDE);
    return shown.length === 0
      ? null
      : markup`<span class="honours">${shown.map((honour) => markUpLink(honour, language))}</span>`;
  };
}

const markUpLink = (honour: Honour, language: string): Html =>
  markup`<a href="${BADGES}#${honour.id}">${markOf(honour, language)}</a>`;
