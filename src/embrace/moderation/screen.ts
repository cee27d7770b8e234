import type { App } from '#platform/app/index.ts';
import { understand } from '#listen/understanding/index.ts';
import { reachedBy } from '#embrace/trust/index.ts';
import { openCase } from './cases/store.ts';
import type { Why } from './domain.ts';
import { moderationErrors } from './errors.ts';
import { type Found, foundIn } from './found.ts';
import { recordAction } from './measures/actions.ts';
import type { ModerationSettings } from './schema.ts';
import { readSettings } from './settings.ts';
import { countSites, noteText, ownHosts, selectSites } from './texts/seen.ts';
import { replacedIn } from './words/domain.ts';
import { countHits, hitsIn } from './words/service.ts';
import './events.ts';

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
  /** What it is said of, as it is named where it is held: somebody else wrote that, and it is not looked at. */
  about?: string | undefined;
  /** Words under which it is found. */
  tags?: readonly string[];
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
  tags: string[];
}

/** What screens find: `holds` keeps it back, the rest only brings it to a colleague. */
interface Finding extends Why {
  holds: boolean;
}

/**
 * Looks at what a member wrote before anybody else can read it. Call it in the transaction that stores it: what is held stands in the
 * review queue with it. Throws `moderation.refused` and its like with the reason in plain words.
 */
export async function screen(app: App, given: Screening): Promise<Screened> {
  const [{ level, rights }, settings, own] = await Promise.all([
    reachedBy(app, given.member.id),
    readSettings(app),
    ownHosts(app),
  ]);
  const found = foundIn(given, own);
  for (const [code, count, most] of [
    ['moderation.too_many_links', found.links, rights.linksPerPost],
    ['moderation.too_many_images', found.images, rights.imagesPerPost],
    ['moderation.too_many_mentions', given.mentions ?? 0, rights.mentionsPerPost],
  ] as const)
    if (count > most) throw moderationErrors(code, { count, most });
  const worded = await byWords(app, given);
  const findings: Finding[] = [
    ...(rights.isHeldForReview
      ? [{ code: 'level', text: 'Everything of this level waits for a look', holds: true }]
      : []),
    ...worded.findings,
    ...(await bySites(app, found, level, settings)),
    ...(await byCopies(app, given, level, settings)),
    ...byModel(`${given.title ?? ''}\n${given.text}`, level, settings),
  ];
  const isHeld = findings.some(({ holds }) => holds);
  if (!isHeld && level > 0) await countSites(app, found.hosts, { uses: 1, hidden: 0 });
  if (findings.length > 0) await bring(app, given, findings, isHeld);
  const { text, title, tags } = worded;
  return { verdict: isHeld ? 'hold' : 'pass', reasons: findings.map((one) => one.text), text, title, tags };
}

async function bring(
  app: App,
  given: Screening,
  findings: readonly Finding[],
  isHeld: boolean,
): Promise<void> {
  const memberId = given.member.id;
  const why = findings.map(({ code, text }) => ({ code, text }));
  await openCase(app, { kind: given.kind, subjectId: given.id, memberId, isHeld, why });
  if (isHeld)
    await recordAction(app, null, {
      what: 'held',
      memberId,
      subject: { kind: given.kind, id: given.id, title: given.title || (given.about ?? '') },
      reason: '',
    });
  await app.bus.publish('moderation.changed', { kind: given.kind, id: given.id });
}

async function byWords(
  app: App,
  given: Screening,
): Promise<{ findings: Finding[]; text: string; title: string; tags: string[] }> {
  const title = given.title ?? '';
  const tags = [...(given.tags ?? [])];
  const [inText, inTitle] = [await hitsIn(app, given.text), title === '' ? [] : await hitsIn(app, title)];
  const inTags = await Promise.all(tags.map((tag) => hitsIn(app, tag)));
  const words = [...inText, ...inTitle, ...inTags.flat()].map(({ word }) => word);
  if (words.length === 0) return { findings: [], text: given.text, title, tags };
  const refused = words.find(({ action }) => action === 'refuse');
  if (refused) throw refusalBy(refused);
  await countHits(app, [...new Set(words.map(({ id }) => id))]);
  const isReplaced = ({ word }: { word: { action: string } }) => word.action === 'replace';
  return {
    findings: [...new Map(words.map((word) => [word.id, word])).values()]
      .filter(({ action }) => action !== 'replace')
      .map(({ pattern, action }) => ({
        code: 'word',
        text: `Watched word: ${pattern}`,
        holds: action === 'hold',
      })),
    text: replacedIn(given.text, inText.filter(isReplaced)),
    title: replacedIn(title, inTitle.filter(isReplaced)),
    tags: tags.map((tag, index) => replacedIn(tag, inTags[index]!.filter(isReplaced))),
  };
}

/**
 * Looks at a short name that cannot wait for a look, such as one of a category of a group: what watched words hold is refused as well.
 * Answers it with words replaced. Throws `moderation.refused`.
 */
export async function screenName(app: App, name: string): Promise<string> {
  const hits = await hitsIn(app, name);
  const refused = hits.find(({ word: { action } }) => action === 'refuse' || action === 'hold')?.word;
  if (refused) throw refusalBy(refused);
  return replacedIn(
    name,
    hits.filter(({ word: { action } }) => action === 'replace'),
  );
}

const refusalBy = ({ reason, pattern }: { reason: string; pattern: string }) =>
  moderationErrors('moderation.refused', {
    reason: reason === '' ? `“${pattern}” is not wanted here.` : reason,
  });

/** Sites that a colleague called bad are refused; what was hidden twice, and what only newcomers link to, is held. */
async function bySites(
  app: App,
  { hosts }: Found,
  level: number,
  { holdsNewSites }: ModerationSettings,
): Promise<Finding[]> {
  if (hosts.length === 0) return [];
  const known = new Map((await selectSites(app, hosts)).map((site) => [site.host, site]));
  return hosts.flatMap((host): Finding[] => {
    const site = known.get(host);
    if (site?.verdict === 'bad')
      throw moderationErrors('moderation.refused', { reason: `Links to ${host} are not wanted here.` });
    if (site?.verdict === 'good') return [];
    if ((site?.hidden ?? 0) >= 2)
      return [{ code: 'site', text: `Posts with links to ${host} were hidden before`, holds: level < 3 }];
    if (level === 0 && holdsNewSites && (site?.uses ?? 0) === 0)
      return [
        { code: 'new-site', text: `A newcomer links to ${host}, a site nobody else linked to`, holds: true },
      ];
    return [];
  });
}

async function byCopies(
  app: App,
  given: Screening,
  level: number,
  { holdCopiesFrom }: ModerationSettings,
): Promise<Finding[]> {
  const seen = await noteText(app, {
    kind: given.kind,
    id: given.id,
    memberId: given.member.id,
    title: given.title ?? '',
    text: given.text,
  });
  if (seen.isBad)
    return [{ code: 'seen', text: 'Nearly the same as something that was hidden', holds: level < 3 }];
  if (holdCopiesFrom === null || seen.ofDay + 1 < holdCopiesFrom) return [];
  return [
    { code: 'copies', text: `Nearly the same was posted ${seen.ofDay} times in a day`, holds: level < 2 },
  ];
}

/** What the model of `listen/understanding` says, as it will say when the post is heard. */
function byModel(
  text: string,
  level: number,
  { holdSpamFrom, holdOffenceFrom }: ModerationSettings,
): Finding[] {
  const { spam, offensive } = understand({ text });
  const percent = (p: number) => `${Math.floor(p * 100)} %`;
  return [
    ...(holdSpamFrom !== null && spam.p >= holdSpamFrom
      ? [{ code: 'spam', text: `Reads like spam (${percent(spam.p)})`, holds: level < 2 }]
      : []),
    ...(holdOffenceFrom !== null && offensive.p >= holdOffenceFrom
      ? [{ code: 'offence', text: `Reads like an offence (${percent(offensive.p)})`, holds: level < 2 }]
      : []),
  ];
}
