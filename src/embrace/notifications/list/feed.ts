import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { languageOf, type Member } from '#people/members/index.ts';
import type { FeedEntry } from '#ui/feeds/index.ts';
import { PATH } from '../pages/paths.ts';
import { readNews } from './list.ts';

/** What a member was told, for his private feed: the newest ones, read or not. */
export async function newsFeed(app: App, member: Member): Promise<FeedEntry[]> {
  const language = await languageOf(app, member);
  const { lines } = await readNews(app, member.id, { shown: 'all', after: null, language });
  return lines.map(({ id, text, path, at }) => ({
    id: `${app.config.publicUrl}${PATH}/${id}`,
    guid: id,
    title: text,
    url: addressOf(app, path),
    publishedAt: at,
    updatedAt: at,
    html: '',
  }));
}
