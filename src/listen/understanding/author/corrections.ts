import type { App } from '#platform/app/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { placeParts, placeValue, type SaidLabel, UNKNOWN } from '../said.ts';
import { AUTHOR_MODEL } from './bits.ts';
import { isFollowed } from './domain.ts';
import { deleteFollowed, putFollowed } from './store.ts';

/** Somebody said what the language or place of a post is: later posts of its author follow. Other labels are passed over. */
export async function noteOfAuthor(
  app: App,
  post: StoredPost | undefined,
  modelled: Pick<SaidLabel, 'key' | 'value' | 'source' | 'model'>,
  said: string,
): Promise<void> {
  const { key: label, value: shown } = modelled;
  if (!post || !isFollowed(label) || shown === UNKNOWN) return;
  const value = label === 'place' ? whole(said) : said;
  const author = { network: post.network, author: post.author.externalId };
  if (modelled.source === 'company' && modelled.model === AUTHOR_MODEL) {
    // What followed is not so: the model itself is asked again.
    if (value !== shown) await deleteFollowed(app, author, label, { value: shown });
  } else if (value === shown) await deleteFollowed(app, author, label, { shown });
  else {
    const profile = label === 'place' ? post.author.location : null;
    await putFollowed(app, { ...author, label, shown, value, profile }, post.id);
  }
}

/** A place as models write it, with every slash. */
function whole(place: string): string {
  const parts = placeParts(place);
  return parts ? placeValue(parts) : place;
}
