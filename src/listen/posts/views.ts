import type { App } from '#platform/app/index.ts';
import { API } from '#platform/http/index.ts';
import type { InboundMedia } from '#connectors/kit/index.ts';
import { type Account, readAccounts } from '#people/accounts/index.ts';
import type { StoredPost } from './domain.ts';
import { postLabelsPort, topicLabelsPort } from './ports.ts';
import type { PostView } from './schema.ts';
import type { PostRow } from './store.ts';
import { selectTopicIds } from './topics-store.ts';

/** Posts as screens show them: with their authors, topics and the reasons of the match. */
export async function toViews(app: App, rows: readonly PostRow[]): Promise<PostView[]> {
  if (rows.length === 0) return [];
  const accounts = await readAccounts(app, [...new Set(rows.map((row) => row.account_id))]);
  const topicIds = await selectTopicIds(
    app,
    rows.map((row) => row.id),
  );
  const asked = rows.map((row) => ({
    id: row.id,
    title: row.title,
    text: row.text,
    topicIds: row.is_private ? row.private_topics : (topicIds.get(row.id) ?? []),
  }));
  const topics = await app.find(topicLabelsPort)?.label(app, asked);
  const labels = await app.find(postLabelsPort)?.read(
    app,
    rows.map((row) => row.id),
  );
  return rows.map((row, index) => {
    const plain = { topics: asked[index]!.topicIds.map((id) => ({ id, name: id })), spans: [] };
    const matched = topics ? (topics.get(row.id) ?? { topics: [], spans: [] }) : plain;
    return toView(row, accounts.get(row.account_id), {
      ...matched,
      labels: [...(labels?.get(row.id) ?? [])],
    });
  });
}

function toView(
  row: PostRow,
  account: Account | undefined,
  rest: Pick<PostView, 'topics' | 'spans' | 'labels'>,
): PostView {
  return {
    id: row.id,
    network: row.network,
    kind: row.kind,
    origin: row.origin,
    externalId: row.external_id,
    author: authorView({ id: row.account_id, network: row.network }, account),
    title: row.title,
    text: row.text,
    html: row.html,
    langs: row.langs,
    url: row.url,
    links: row.links,
    media: (row.media ?? []).map(mediaView),
    parentExternalId: row.parent_external_id,
    rootExternalId: row.root_external_id,
    createdAt: row.created_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    isOwn: row.is_own,
    isPrivate: row.is_private,
    remarks: row.remarks ?? [],
    ...rest,
  };
}

/** What has no address of its own is a file of ours. */
function mediaView({
  kind,
  url,
  thumbUrl,
  alt,
  fileId,
  name,
  size,
}: InboundMedia): PostView['media'][number] {
  const own = fileId === undefined ? null : `${API}/files/${fileId}`;
  return {
    kind,
    url: url ?? own,
    thumbUrl: thumbUrl ?? null,
    alt: alt ?? null,
    fileId: fileId ?? null,
    name: name ?? null,
    size: size ?? null,
  };
}

/** Whoever wrote, as screens show him; `account` is missing where it is not known any more. */
export function authorView(
  { id, network }: Pick<Account, 'id' | 'network'>,
  account: Account | undefined,
): PostView['author'] {
  return {
    id,
    network,
    externalId: account?.externalId ?? '',
    handle: account?.handle ?? null,
    displayName: account?.displayName ?? null,
    avatarUrl: account?.avatarUrl ?? null,
    profileUrl: account?.profileUrl ?? null,
  };
}

/** Posts as later stages get them. */
export async function toStored(app: App, rows: readonly PostRow[]): Promise<StoredPost[]> {
  if (rows.length === 0) return [];
  const accounts = await readAccounts(app, [...new Set(rows.map((row) => row.account_id))]);
  const topicIds = await selectTopicIds(
    app,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    isNew: false,
    origin: row.origin,
    externalId: row.external_id,
    version: row.version,
    network: row.network,
    kind: row.kind,
    title: row.title,
    text: row.text,
    html: row.html,
    langs: row.langs,
    url: row.url,
    links: row.links,
    tags: row.tags,
    mentions: row.mentions,
    media: row.media ?? [],
    parentExternalId: row.parent_external_id,
    rootExternalId: row.root_external_id,
    quotedExternalId: row.quoted_external_id,
    revision: row.revision,
    createdAt: row.created_at,
    receivedAt: row.received_at,
    accountId: row.account_id,
    author: authorOf(accounts.get(row.account_id)),
    addresses: [],
    isOwn: row.is_own,
    isPrivate: row.is_private,
    ...(row.remarks ? { remarks: row.remarks } : {}),
    sourceId: row.source_id,
    topics: (row.is_private ? row.private_topics : (topicIds.get(row.id) ?? [])).map((topicId) => ({
      topicId,
      toInbox: false,
    })),
  }));
}

function authorOf(account: Account | undefined): StoredPost['author'] {
  return {
    externalId: account?.externalId ?? '',
    handle: account?.handle ?? null,
    displayName: account?.displayName ?? null,
    location: account?.location ?? null,
  };
}
