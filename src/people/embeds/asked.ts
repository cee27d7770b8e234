import { originsOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { type EmbedCard, embedsPort } from './ports.ts';

const LONGEST = 2000;

/** The parts of a path as they are meant; undefined for what no address of ours can be. */
function partsOf(path: string): string[] | undefined {
  try {
    const parts = path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
    return parts.every((part) => part.isWellFormed() && !/\p{Cc}/u.test(part)) ? parts : undefined;
  } catch {
    return undefined;
  }
}

/** The card of a path, if strangers see what stands there. */
export async function cardAt(app: App, path: string): Promise<EmbedCard | undefined> {
  const parts = path.length > LONGEST ? undefined : partsOf(path);
  if (!parts || parts.length === 0) return undefined;
  for (const find of app.find(embedsPort) ?? []) {
    const card = await find(app, parts);
    if (card) return card;
  }
  return undefined;
}

/** The card of an address, which must be one of ours. */
export async function cardOf(app: App, url: string): Promise<EmbedCard | undefined> {
  if (url.length > LONGEST || !URL.canParse(url)) return undefined;
  const { origin, pathname, username, password } = new URL(url);
  if (username !== '' || password !== '') return undefined;
  const ours = originsOf(app, pathname).map((one) => new URL(one).origin);
  return ours.includes(origin) ? cardAt(app, pathname) : undefined;
}
