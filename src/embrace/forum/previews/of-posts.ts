import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { markup, trusted } from '#lib/html/index.ts';
import { readCommunity } from '#people/members/index.ts';
import type { CardView } from '../schema.ts';
import type { PostRow, Preview } from '../talk/read.ts';
import { withCards } from './domain.ts';
import { selectOfPosts } from './store.ts';
import { picturePath } from './view.ts';

type Previews = ReadonlyMap<string, readonly Preview[]>;

/** What pages say of themselves to which links of these posts lead, by the post; nothing where the community shows no cards. */
export async function previewsOf(app: App, posts: readonly Pick<PostRow, 'id'>[]): Promise<Previews> {
  const { showsPreviews } = await readCommunity(app);
  const found = showsPreviews
    ? await selectOfPosts(
        app,
        posts.map(({ id }) => id),
      )
    : [];
  return Map.groupBy(found, ({ postId }) => postId);
}

/** As readers of feeds show them, who have none of our style: title, site and what the page is about, in the place of the address. */
export function plainCards(html: string, previews: readonly Preview[] = []): string {
  const byUrl = new Map(previews.map((one) => [one.url, one]));
  return withCards(html, (url, href) => {
    const found = byUrl.get(url);
    if (!found) return undefined;
    const { title, site, description, pictureId } = found;
    return markup`<a href="${trusted(href)}" rel="nofollow ugc noopener">${
      pictureId === null ? null : markup`<img src="${picturePath(pictureId)}" alt="" /><br />`
    }${title}</a>${site === null ? null : ` (${site})`}${description === null ? null : markup`<br />${description}`}`
      .text;
  });
}

/** As the console shows them. */
export const presentCards = (app: App, previews: readonly Preview[] = []): CardView[] =>
  previews.map(({ url, title, site, description, pictureId }) => ({
    url,
    title,
    site,
    description,
    pictureUrl: pictureId === null ? null : addressOf(app, picturePath(pictureId)),
  }));
