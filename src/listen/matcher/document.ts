import type { QueryDocument } from '#lib/query/index.ts';

/** What a passing and a stored post have in common: both are asked in the same form, so both match alike. */
export interface MatchablePost {
  readonly origin: string;
  readonly externalId: string;
  readonly rootExternalId?: string | null | undefined;
  readonly createdAt: Date;
  readonly network: string;
  readonly kind: string;
  readonly title?: string | null | undefined;
  readonly text: string;
  readonly author: { readonly externalId: string; readonly handle?: string | null | undefined };
  readonly langs?: readonly string[] | undefined;
  readonly url?: string | null | undefined;
  readonly links?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly mentions?: readonly string[] | undefined;
  readonly media?: readonly unknown[] | undefined;
}

/** A post as the topics language sees it. `source:` finds its network and its origin. */
export function documentOf(post: MatchablePost, isOwn = false): QueryDocument {
  return {
    title: post.title ?? undefined,
    text: post.text,
    langs: post.langs,
    author: { handle: post.author.handle ?? undefined, externalId: post.author.externalId },
    links: post.links,
    tags: post.tags,
    mentions: post.mentions,
    source: post.origin,
    network: post.network,
    url: post.url ?? undefined,
    thread: post.rootExternalId ?? post.externalId,
    createdAt: post.createdAt,
    kind: post.kind,
    hasMedia: (post.media?.length ?? 0) > 0,
    isOwn,
  };
}
