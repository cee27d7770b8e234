import type { App } from '#platform/app/index.ts';
import { keysOfProfile, memberErrors, partsOfProfile, wordsOfPart } from '#people/members/index.ts';
import { openCase } from '../cases/store.ts';
import { foundIn } from '../found.ts';
import { ownHosts, selectSites } from '../texts/seen.ts';
import { countHits, hitsIn } from '../words/service.ts';
import { KIND_OF_PART, subjectOfPart } from './kinds.ts';
import '../events.ts';

interface Said {
  handle: string;
  displayName: string;
  pronouns: string | null;
  bio: string | null;
  signature: string | null;
}

/**
 * Looks at what somebody is about to say of himself; null: somebody new. A profile cannot wait for a look: what would be held or replaced
 * in a post is refused with the reason, what would be flagged comes to a colleague, of somebody new as soon as he is there (`isNew`). What does not change is
 * not looked at.
 */
export async function screenProfile(
  app: App,
  memberId: string | null,
  said: Said,
  isNew = false,
): Promise<void> {
  const texts = {
    name: wordsOfPart({ handle: said.handle, displayName: said.displayName }),
    about: wordsOfPart({ pronouns: said.pronouns, bio: said.bio }),
    signature: wordsOfPart({ signature: said.signature }),
  };
  const present = memberId === null || isNew ? [] : await partsOfProfile(app, memberId);
  for (const part of ['name', 'about', 'signature'] as const) {
    const before = present.find((one) => one.part === part);
    if (texts[part] === '' || (before && wordsOfPart(before.said) === texts[part])) continue;
    await refuseSites(app, texts[part]);
    const words = (await hitsIn(app, texts[part])).map(({ word }) => word);
    const refused = words.find(({ action }) => action !== 'flag');
    if (refused)
      throw memberErrors('member.words_refused', {
        reason: refused.reason === '' ? `“${refused.pattern}” is not wanted here.` : refused.reason,
      });
    if (words.length === 0 || memberId === null) continue;
    await countHits(app, [...new Set(words.map(({ id }) => id))]);
    const key = (await keysOfProfile(app, memberId)).find((one) => one.part === part)!;
    const why = words.map(({ pattern }) => ({ code: 'word', text: `Watched word: ${pattern}` }));
    const subject = { kind: KIND_OF_PART[part], subjectId: subjectOfPart(key) };
    await openCase(app, { ...subject, memberId, isHeld: false, why });
    await app.bus.publish('moderation.changed', { kind: subject.kind, id: subject.subjectId });
  }
}

async function refuseSites(app: App, text: string): Promise<void> {
  const { hosts } = foundIn({ text }, await ownHosts(app));
  for (const { host, verdict } of hosts.length === 0 ? [] : await selectSites(app, hosts))
    if (verdict === 'bad')
      throw memberErrors('member.words_refused', { reason: `Links to ${host} are not wanted here.` });
}
