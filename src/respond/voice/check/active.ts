import type { Actor, App } from '#platform/app/index.ts';
import { compileCondition, type Facts } from '#lib/conditions/index.ts';
import { type ActiveGuide, plainLanguage } from '#lib/voice/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { readSaidLabels } from '#listen/understanding/index.ts';
import { factsOf, readCatalogue, readCondition } from '#respond/conditions/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import type { Guide } from '../guide/schema.ts';
import { complaintReason, openComplaintOf } from './complaint.ts';
import type { Complaint, ContextView } from './schema.ts';

type Active = ContextView['guide'];

/** What of a guide counts in a conversation now: rules whose conditions hold, and whether promotion is out of place. */
export async function activeGuide(
  app: App,
  actor: Pick<Actor, 'name'>,
  guide: Guide,
  conversation: Conversation,
): Promise<{ active: Active; complaint: Complaint | null }> {
  const [complaint, language, accounts, holds] = await Promise.all([
    openComplaintOf(app, conversation),
    languageOf(app, conversation),
    readAccounts(app, [conversation.accountId]),
    conditionsOf(app, guide, conversation),
  ]);
  const { displayName } = accounts.get(conversation.accountId) ?? { displayName: null };
  return {
    complaint,
    active: {
      channel: conversation.network,
      language,
      avoid: guide.avoid,
      never: guide.never.filter(holds),
      must: guide.must.filter(holds),
      promotional: guide.promotional,
      forms: guide.forms,
      noPromotion: complaint === null ? null : complaintReason(complaint),
      names: { customer: firstNameOf(displayName), agent: actor.name },
    },
  };
}

/** The same without a conversation: every rule counts, as if its condition held. */
export function guideWithout(
  guide: Guide,
  { channel, language }: { channel: string; language: string | null },
): ActiveGuide {
  const noPromotion = 'shown as if the customer had an open complaint';
  const names = { customer: null, agent: null };
  return { ...guide, channel, language: plainLanguage(language), noPromotion, names };
}

async function conditionsOf(
  app: App,
  { never, must }: Guide,
  conversation: Conversation,
): Promise<(rule: Guide['never'][number]) => boolean> {
  if (![...never, ...must].some(({ when }) => when !== null)) return () => true;
  const catalogue = await readCatalogue(app);
  const facts: Facts = (await factsOf(app, [conversation.id])).get(conversation.id) ?? {};
  const holding = new Set<string>();
  for (const { id, when } of [...never, ...must]) {
    // A team or topic that a condition names may be gone: then it holds for nobody.
    const condition = await readCondition(app, when ?? ALWAYS, catalogue).catch(() => undefined);
    if (condition && compileCondition(condition, catalogue).holds(facts)) holding.add(id);
  }
  return ({ id }) => holding.has(id);
}

const ALWAYS = { version: 1, when: { all: [] } };

async function languageOf(app: App, { lastPostId }: Conversation): Promise<string | null> {
  const [said, [post]] = await Promise.all([
    readSaidLabels(app, [lastPostId]),
    readStoredPosts(app, [lastPostId]),
  ]);
  const told = said.get(lastPostId)?.find(({ key }) => key === 'language')?.value;
  return plainLanguage(told === undefined || told === 'unknown' ? post?.langs[0] : told);
}

/** The first word of a name, where it looks like one. */
export function firstNameOf(name: string | null): string | null {
  const [first] = name?.trim().split(/\s+/) ?? [];
  return first !== undefined && /^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(first) ? first : null;
}
