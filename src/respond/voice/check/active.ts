import type { Actor, App } from '#platform/app/index.ts';
import { type CompiledCondition, compileCondition } from '#lib/conditions/index.ts';
import { type ActiveGuide, plainLanguage } from '#lib/voice/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { readSaidLabels } from '#listen/understanding/index.ts';
import { factsOf, readCondition, readSources } from '#respond/conditions/index.ts';
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
  const { catalogue, knowing } = await readSources(app);
  const ready = new Map<string, CompiledCondition>();
  for (const { id, when } of [...never, ...must]) {
    // A team or topic that a condition names may be gone: then it holds for nobody.
    const condition = await readCondition(app, when ?? ALWAYS, catalogue).catch(() => undefined);
    if (condition) ready.set(id, compileCondition(condition, catalogue));
  }
  const asked = knowing(new Set([...ready.values()].flatMap(({ facts }) => [...facts])));
  const facts = (await factsOf(app, [conversation.id], asked)).get(conversation.id) ?? {};
  return ({ id }) => ready.get(id)?.holds(facts) ?? false;
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
