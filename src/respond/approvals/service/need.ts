import type { Actor, App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { type Catalogue, compileCondition, describe, reasonsOf } from '#lib/conditions/index.ts';
import { readFacts, readSources, type Sources } from '#respond/conditions/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import { factsOfReply, replyFacts } from '../domain/facts.ts';
import type { Step } from '../domain/people.ts';
import { NEW, type Trust } from '../domain/trust.ts';
import { type Policy, type Settings, settingsShape } from '../schema.ts';
import type { Reason, Terms } from '../store/approvals.ts';
import { readTrustOf, selectPolicies, selectSettings } from '../store/setup.ts';
import type { People } from './circle.ts';

/** Why a reply has to wait, and for whom. */
export interface Need {
  reasons: Reason[];
  steps: Step[];
  terms: Terms;
  policyId: string | null;
  isNewcomer: boolean;
  trust: Trust | null;
}

interface Considered {
  conversation: Conversation;
  text: string;
  accountHandle: string;
  files: number;
  isWanted: boolean;
}

export async function readSettings(app: App): Promise<Settings> {
  return settingsShape.parse((await selectSettings(app)) ?? {});
}

/** What may be asked for: everything known of a conversation, and of the reply; and who knows what of the conversation. */
export async function readReplySources(app: App, people: People): Promise<Sources> {
  const names = people.map(({ id, name }) => ({ value: id, label: name }));
  const own = replyFacts.map((fact) => (fact.name === 'reply.author' ? { ...fact, values: names } : fact));
  const { catalogue, knowing } = await readSources(app);
  return { catalogue: new Map([...catalogue, ...own.map((fact) => [fact.name, fact] as const)]), knowing };
}

/** What a reply with several alternatives would have to wait for. Each of them may be picked, so what one of them needs is needed. */
export async function needOfTexts(
  app: App,
  actor: Actor,
  people: People,
  { texts, ...reply }: Omit<Considered, 'text'> & { texts: readonly string[] },
): Promise<Need | undefined> {
  const needs: Need[] = [];
  for (const text of texts) {
    const need = await needOf(app, actor, people, { ...reply, text });
    if (need) needs.push(need);
  }
  return needs.toSorted((a, b) => b.steps.length - a.steps.length)[0];
}

/** What a reply would have to wait for. Undefined: nothing. */
export async function needOf(
  app: App,
  actor: Actor,
  people: People,
  reply: Considered,
): Promise<Need | undefined> {
  const settings = await readSettings(app);
  const trust = await trustNeeded(app, actor, settings, reply.conversation.network);
  const policy = await policyFor(app, actor, people, reply);
  if (!trust && !policy && !reply.isWanted) return undefined;
  const byLead: Step = { name: trust ? 'Second person' : 'Somebody else', need: 'any', who: settings.who };
  const isAsked = trust !== null || (reply.isWanted && !policy);
  return {
    reasons: [
      ...(trust ? [newcomerReason(trust, settings)] : []),
      ...(policy ? [{ kind: 'policy' as const, text: policy.text }] : []),
      ...(reply.isWanted ? [{ kind: 'wanted' as const, text: 'The author asks for it' }] : []),
    ],
    steps: [...(isAsked ? [byLead] : []), ...(policy?.policy.terms.steps ?? [])],
    terms: policy ? termsOf(policy.policy.terms) : settings.terms,
    policyId: policy?.policy.id ?? null,
    isNewcomer: trust !== null,
    trust,
  };
}

function termsOf({ steps: _steps, ...terms }: Policy['terms']): Terms {
  return terms;
}

function newcomerReason({ streak }: Trust, { needed }: Settings): Reason {
  return {
    kind: 'newcomer',
    text: `New on this channel: ${streak} of ${needed} replies in a row were approved as written`,
  };
}

/** How far a newcomer is; null for those whose replies need no second person. */
async function trustNeeded(
  app: App,
  actor: Actor,
  settings: Settings,
  network: string,
): Promise<Trust | null> {
  const isAsked = settings.isOn && (settings.roles as string[]).includes(actor.role);
  if (!isAsked || (actor.kind !== 'user' && actor.kind !== 'token')) return null;
  const trust = (await readTrustOf(app, actor.id, network)) ?? NEW;
  return trust.isTrusted ? null : trust;
}

async function policyFor(
  app: App,
  actor: Actor,
  people: People,
  reply: Considered,
): Promise<{ policy: Policy; text: string } | undefined> {
  const policies = (await selectPolicies(app)).filter(({ isOn }) => isOn);
  if (policies.length === 0) return undefined;
  const { catalogue, knowing } = await readReplySources(app, people);
  const ready = policies.map((policy) => ({ policy, compiled: compileOf(app, policy, catalogue) }));
  const asked = knowing(new Set(ready.flatMap(({ compiled }) => [...(compiled?.facts ?? [])])));
  const facts = {
    ...(await readFacts(app, [reply.conversation], asked)).get(reply.conversation.id),
    ...factsOfReply({ ...reply, authorId: actor.id }),
  };
  for (const { policy, compiled } of ready) {
    if (!compiled)
      return { policy, text: `${policy.name}: what it asks for is not known any more; mend the policy` };
    const verdict = compiled.explain(facts);
    if (!verdict.isMatch) continue;
    const because = reasonsOf(verdict, 2).join(', ') || describe(conditionOf(policy), catalogue);
    return { policy, text: `${policy.name}: ${because}` };
  }
  return undefined;
}

type Condition = Parameters<typeof compileCondition>[0];

export function conditionOf({ condition }: Pick<Policy, 'condition'>): Condition {
  return condition.when as Condition;
}

/** Undefined where a condition cannot be asked any more, because its fact is gone: then everything waits, as nothing should leave by mistake. */
export function compileOf(
  app: App,
  policy: Pick<Policy, 'name' | 'condition'>,
  catalogue: Catalogue,
): ReturnType<typeof compileCondition> | undefined {
  try {
    return compileCondition(conditionOf(policy), catalogue);
  } catch (error) {
    app.log.warn(
      { policy: policy.name, reason: messageOf(error) },
      'an approval policy asks for what is not known any more; every reply waits for it',
    );
    return undefined;
  }
}
