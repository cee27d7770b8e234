import { addressOf } from '#platform/addresses/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { readableOf } from '#lib/markdown/index.ts';
import { connectorsPort, type InboundAuthor, type InboundItem } from '#connectors/kit/index.ts';
import { connectAccount, getBrand, ownAccounts } from '#people/brand/index.ts';
import {
  authorOf,
  COMMUNITY_NETWORK,
  type Member,
  readCommunity,
  readMembers,
} from '#people/members/index.ts';
import { ownAccountsPort, takeIn } from '#listen/intake/index.ts';
import { pathOf } from '../domain.ts';
import { TAKEN } from '../own/belongings-store.ts';
import { type HeardAs, noteHeard, type WaitingPost } from '../search/words-store.ts';

/** Namespace of posts of the community, and who the company is in it. */
export const ORIGIN = 'community';
export const COMPANY = 'community';

/**
 * Hands posts to intake, in the ambient transaction: public ones as every other post, those of members' categories as private ones. What
 * asks a question speaks to the company, and so does an answer to it.
 */
export async function hear(app: App, posts: readonly WaitingPost[]): Promise<void> {
  const ids = [...new Set(posts.flatMap(({ authorId }) => authorId ?? []))];
  const [members, brand] = await Promise.all([readMembers(app, ids), getBrand(app)]);
  const isKnown = app.find(ownAccountsPort)?.externalIds(COMMUNITY_NETWORK).has(COMPANY) === true;
  const now = (await app.db.now()).getTime() * 1000;
  const told: { id: string; version: number; revision: number; as: HeardAs }[] = [];
  const items = posts.flatMap((post): InboundItem[] => {
    const { id, revision } = post;
    const as = post.isGone || post.html === TAKEN ? 'gone' : post.isPrivate ? 'private' : 'public';
    const version = versionOf(post, as, now);
    const author = authorFor(app, post, { members, company: brand.name, isKnown });
    if (as !== 'gone' && !author) return [];
    told.push({ id, version, revision, as });
    if (as === 'gone' || !author) return [{ type: 'delete', origin: ORIGIN, externalId: id, version }];
    return [itemOf(app, post, author, version)];
  });
  await noteHeard(app, told);
  if (items.length > 0) await takeIn(app, { sourceId: null, items, keepsAll: true });
}

/**
 * Goes up with every change that intake has to hear of: other words, gone, back again, read by others. What is told twice has the same one.
 * Microseconds; `now` as well.
 */
function versionOf(post: WaitingPost, as: HeardAs, now: number): number {
  const { heardVersion, heardRevision, heardAs, revision } = post;
  if (heardVersion !== null && heardRevision === revision && heardAs === as) return heardVersion;
  const own = as === 'gone' ? now : (post.editedAt ?? post.createdAt).getTime() * 1000 + revision;
  return heardVersion === null ? own : Math.max(own, heardVersion + 1);
}

/** Undefined where the author is not known: the member is gone, or the company has no account here yet. */
function authorFor(
  app: App,
  { authorId, authorName }: WaitingPost,
  known: { members: ReadonlyMap<string, Member>; company: string | null; isKnown: boolean },
): InboundAuthor | undefined {
  if (authorId === null)
    return known.isKnown ? { externalId: COMPANY, displayName: known.company ?? authorName } : undefined;
  const member = known.members.get(authorId);
  return member && member.state !== 'erased' ? authorOf(app, member) : undefined;
}

function itemOf(app: App, post: WaitingPost, author: InboundAuthor, version: number): InboundItem {
  const isFirst = post.id === post.rootId;
  const text = readableOf(post.html);
  return {
    type: 'post',
    origin: ORIGIN,
    externalId: post.id,
    version,
    network: COMMUNITY_NETWORK,
    kind: isFirst ? 'post' : 'reply',
    author,
    ...(isFirst ? { title: post.title } : {}),
    text: text === '' ? post.title : text,
    url: addressOf(app, pathOf({ id: post.threadId, slug: post.slug }, post.number)),
    tags: post.tags,
    ...(post.kind === 'question' && isFirst ? { mentions: [COMPANY] } : {}),
    ...(post.isToCompany ? { mentions: [COMPANY] } : {}),
    ...(isFirst ? {} : { parentExternalId: post.parentId ?? post.rootId }),
    rootExternalId: post.rootId,
    createdAt: post.createdAt,
    ...(post.revision > 1 ? { isEdit: true } : {}),
    visibility: post.isPrivate ? 'private' : 'public',
  };
}

/** The company speaks in its own community by an account like on every network; made when the community opens. */
export async function ensureVoice(app: App): Promise<void> {
  const { isOpen, name } = await readCommunity(app);
  if (!isOpen || !app.find(connectorsPort)?.replies.has(COMMUNITY_NETWORK)) return;
  const known = (await ownAccounts(app, COMMUNITY_NETWORK)).some(({ externalId }) => externalId === COMPANY);
  if (known) return;
  app.log.info({ name }, 'the company can answer in its community now');
  const input = { network: COMMUNITY_NETWORK, identifier: COMPANY, password: '' };
  await connectAccount(app, systemActor, input, { isPretend: true });
}
