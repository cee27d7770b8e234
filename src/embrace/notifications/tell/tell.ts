import type { App } from '#platform/app/index.ts';
import { inParts } from '#platform/bus/index.ts';
import { newId } from '#platform/ids/index.ts';
import { blockersOf, type Member, readMembers } from '#people/members/index.ts';
import { channelsOf, isHeard, type NoticeKind, type Told } from '../domain.ts';
import { noticeKindsPort } from '../ports.ts';
import { mailSoon } from '../mail/soon.ts';
import { pushSoon } from '../push/soon.ts';
import { insertKeys, insertNews, type NewNews, selectChoices } from './store.ts';
import '../events.ts';

const AT_ONCE = 500;

/**
 * Tells members of something, in the ambient transaction or one of its own; answers who heard of it anew. Not told are who did it, those who
 * blocked him, and who left or is suspended. Throws where the kind is not declared.
 */
export async function tell(app: App, told: Told): Promise<string[]> {
  const kinds = app.find(noticeKindsPort);
  if (!kinds) return [];
  const kind = kinds.find((one) => one.kind === told.kind);
  if (!kind) throw new Error(`no kind of notification is called ${told.kind}`);
  const to = [...new Set(told.to)].filter((id) => id !== told.by?.id).toSorted();
  const heard: string[] = [];
  for (let at = 0; at < to.length; at += AT_ONCE)
    heard.push(...(await tellSome(app, kind, told, to.slice(at, at + AT_ONCE))));
  return heard;
}

async function tellSome(app: App, kind: NoticeKind, told: Told, ids: readonly string[]): Promise<string[]> {
  const wanted = await whoMayHear(app, told, ids);
  if (wanted.length === 0) return [];
  return app.db.transaction(async () => {
    // In the order of ids, so that two who tell the same people wait for each other and no more.
    const fresh = await insertKeys(app, wanted, told.key);
    const chosen = await selectChoices(app, fresh, kind.kind);
    const news = fresh.toSorted().flatMap((memberId): NewNews[] => {
      const channels = channelsOf(kind, chosen.get(memberId));
      return isHeard(channels) ? [{ id: newId('ntf'), memberId, ...channels }] : [];
    });
    if (news.length === 0) return [];
    await insertNews(app, told, news);
    const heard = news.map(({ memberId }) => memberId);
    if (news.some(({ mail }) => mail === 'now')) await mailSoon(app);
    if (news.some(({ push }) => push)) await pushSoon(app);
    await tellBrowsers(app, heard);
    return heard;
  });
}

async function whoMayHear(app: App, { by }: Told, ids: readonly string[]): Promise<string[]> {
  const members = await readMembers(app, ids);
  const deaf = new Set(by?.id ? await blockersOf(app, by.id, ids) : []);
  const hears = ({ id, state }: Member) => state !== 'erased' && state !== 'suspended' && !deaf.has(id);
  return [...members.values()].filter(hears).map(({ id }) => id);
}

/** Browsers of these members fetch what is there now. */
export async function tellBrowsers(app: App, memberIds: readonly string[]): Promise<void> {
  for (const part of inParts(memberIds)) await app.bus.publish('notifications.changed', { memberIds: part });
}
