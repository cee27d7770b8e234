import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { dressOf } from '#people/site/index.ts';
import { FORUM_STYLE } from '#embrace/forum/index.ts';
import { frameWords, siteDocument } from '#ui/site/index.ts';
import { REVIEWS } from '../domain.ts';
import { STYLE } from './visit.ts';

/** A page behind a link of a mail: nobody is signed in, and no search engine lists it. */
export async function guestPage(
  app: App,
  { language, title, body }: { language: string; title: string; body: Html },
): Promise<string> {
  const { name } = await readCommunity(app);
  return siteDocument({
    site: { name, publicUrl: originOf(app, REVIEWS), homePath: REVIEWS, ...(await dressOf(app)) },
    page: { language, title, path: REVIEWS, isHidden: true, styles: [FORUM_STYLE, STYLE], body },
    skip: frameWords(language).skip,
    header: [],
    footer: markup``,
  });
}
