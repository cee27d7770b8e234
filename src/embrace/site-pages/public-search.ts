import { plainOf } from '#lib/markdown/index.ts';
import { alikeAmong, fitOf, searchWords } from '#lib/typos/index.ts';
import type { PublicFinding, PublicSearch } from '#people/members/index.ts';
import { inLanguage } from '#ui/site/index.ts';
import { type PublishedPage, publishedPages, type PublishedText } from './published.ts';

const MOST_LETTERS = 4000;
/** Of the words of a question, so much at least stands in a page that it finds. */
const LEAST_FIT = 0.5;

interface Indexed {
  text: PublishedText;
  plain: string;
  known: ReadonlySet<string>;
}

/** The words of all texts, made once for what lies in memory: another list is another state of the pages. */
const indexes = new WeakMap<readonly PublishedPage[], { id: string; texts: Indexed[] }[]>();

function indexOf(pages: readonly PublishedPage[]): { id: string; texts: Indexed[] }[] {
  let index = indexes.get(pages);
  if (!index) indexes.set(pages, (index = pages.map(({ id, texts }) => ({ id, texts: texts.map(indexed) }))));
  return index;
}

function indexed(text: PublishedText): Indexed {
  const plain = plainOf(text.markdown);
  return { text, plain, known: new Set(searchWords(`${text.title} ${text.description} ${plain}`)) };
}

/** Published pages of the company's own in the search of the whole site, in each of their languages, typing errors forgiven. */
export const pageSearch: PublicSearch = {
  kind: 'page',
  isAnswer: false,
  label: (language) => inLanguage(language, { en: 'Page', de: 'Seite' }),
  async search(app, asked, { language, limit }) {
    const words = searchWords(asked);
    return indexOf(await publishedPages(app))
      .flatMap(({ id, texts }) => bestOf(id, texts, words, language) ?? [])
      .sort((a, b) => b.fit - a.fit)
      .slice(0, limit);
  },
  async titles(app, ids) {
    const pages = (await publishedPages(app)).filter(({ id }) => ids.includes(id));
    return new Map(pages.map(({ id, texts }) => [id, texts[0]!.title]));
  },
};

/** A page by the text that answers most; where several do, by the one in the reader's language. */
function bestOf(
  id: string,
  texts: readonly Indexed[],
  words: readonly string[],
  language: string,
): PublicFinding | undefined {
  const found = texts.flatMap((one) => {
    const meant = words.map((word) => alikeAmong(word, one.known));
    const share = meant.filter((some) => some.length > 0).length / Math.max(1, words.length);
    return share < LEAST_FIT ? [] : [{ ...one, meant: meant.flat(), fit: fitOf(words, one.known) }];
  });
  const isRead = ({ text }: Indexed) => baseOf(text.language) === baseOf(language);
  const [best] = found.toSorted((a, b) => b.fit - a.fit || Number(isRead(b)) - Number(isRead(a)));
  return (
    best && {
      id,
      title: best.text.title,
      path: best.text.path,
      text: best.plain.slice(0, MOST_LETTERS).toWellFormed(),
      language: best.text.language,
      fit: best.fit,
      words: [...new Set([...words, ...best.meant])],
    }
  );
}

const baseOf = (language: string): string => language.split('-')[0]!.toLowerCase();
