import type { App } from '#platform/app/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { rightsOf } from '#embrace/trust/index.ts';
import { moderationErrors } from './errors.ts';
import { foundIn, hostOf } from './found.ts';
import { openCase } from './store.ts';

/** Something that a member is about to post, or to change. */
export interface Screening {
  /** Of `moderatedPort`. */
  kind: string;
  /** The id that it has, or will have. */
  id: string;
  member: { id: string };
  /** As it was written: Markdown or plain. */
  text: string;
  title?: string;
  /** What it was rendered to, where it was; links and pictures are counted there. */
  html?: string;
  /** How many people it calls. */
  mentions?: number;
}

export interface Screened {
  /** `hold`: it is kept, shown to nobody but its author, and waits for a colleague. */
  verdict: 'pass' | 'hold';
  /** Why it is held, for the colleague; empty otherwise. */
  reasons: string[];
  /** What may be posted: words may have been replaced. */
  text: string;
  title: string;
}

/**
 * Looks at what a member wrote before anybody else can read it. Call it in the transaction that stores it: what is held stands in the
 * review queue with it. Throws `moderation.refused` and its like with the reason in plain words.
 */
export async function screen(app: App, given: Screening): Promise<Screened> {
  const rights = await rightsOf(app, given.member);
  const found = foundIn(given, await ownHosts(app));
  for (const [code, count, most] of [
    ['moderation.too_many_links', found.links, rights.linksPerPost],
    ['moderation.too_many_images', found.images, rights.imagesPerPost],
    ['moderation.too_many_mentions', given.mentions ?? 0, rights.mentionsPerPost],
  ] as const)
    if (count > most) throw moderationErrors(code, { count, most });
  const why = rights.isHeldForReview
    ? [{ code: 'newcomer', text: 'Everything of this level waits for a look' }]
    : [];
  if (why.length > 0)
    await openCase(app, {
      kind: given.kind,
      subjectId: given.id,
      memberId: given.member.id,
      isHeld: true,
      why,
    });
  return {
    verdict: why.length > 0 ? 'hold' : 'pass',
    reasons: why.map(({ text }) => text),
    text: given.text,
    title: given.title ?? '',
  };
}

/** Links to the company's own site and to this server are no links elsewhere. */
async function ownHosts(app: App): Promise<Set<string>> {
  const { homeUrl } = await readCommunity(app);
  return new Set([app.config.publicUrl, homeUrl ?? ''].flatMap((url) => hostOf(url) ?? []));
}
