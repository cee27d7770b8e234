import type { PageView } from './queries.ts';

type Versions = Pick<PageView['texts'][number], 'version' | 'publishedVersion'>;

/** How far a text is: a draft, what readers see, or with changes that they do not see yet. */
export function stateOf({ version, publishedVersion }: Versions): 'draft' | 'published' | 'changed' {
  if (publishedVersion === null) return 'draft';
  return publishedVersion === version ? 'published' : 'changed';
}

/** The text that names a page here: the English one, else the first. */
export const mainText = <Text extends { language: string }>(texts: readonly Text[]): Text | undefined =>
  texts.find(({ language }) => language === 'en') ?? texts[0];
