import type { InboundPost } from '#connectors/kit/index.ts';

/** What is kept of a passing post: only what a query can ask about. */
export interface PassingPost {
  origin: string;
  /** Its thread; what the post itself is called on the network is not kept. */
  rootExternalId: string;
  network: string;
  kind: string;
  title: string | null;
  text: string;
  author: { externalId: string; handle: string | null };
  langs: readonly string[];
  url: string | null;
  links: readonly string[];
  tags: readonly string[];
  mentions: readonly string[];
  /** Whether there is any, not what it is. */
  media: readonly true[];
  createdAt: string;
}

export function passingPost(post: InboundPost): PassingPost {
  return {
    origin: post.origin,
    rootExternalId: post.rootExternalId ?? post.externalId,
    network: post.network,
    kind: post.kind,
    title: post.title ?? null,
    text: post.text,
    author: { externalId: post.author.externalId, handle: post.author.handle ?? null },
    langs: post.langs ?? [],
    // The host is what `site:` asks for; the page would lead to the author.
    url: hostOnly(post.url),
    links: post.links ?? [],
    tags: post.tags ?? [],
    mentions: post.mentions ?? [],
    media: (post.media ?? []).length > 0 ? [true] : [],
    createdAt: post.createdAt.toISOString(),
  };
}

function hostOnly(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  return `${new URL(url).origin}/`;
}
