import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { type Checked, compileGuide, type Finding } from '#lib/voice/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { type Conversation, findConversations, inboxErrors } from '#respond/inbox/index.ts';
import type { ReplyCheck, ReplyObjection } from '#respond/replies/index.ts';
import { draftingState } from '../drafts/settings.ts';
import { readGuide } from '../guide/service.ts';
import { readingObjection, readingOn } from '../reading/service.ts';
import { activeGuide, guideWithout } from './active.ts';
import type { checkInput, ContextView } from './schema.ts';

/** Sets what stops a reply aside, with a reason. */
export const OVERRIDE = 'voice.override';

/** Everything a composer needs to check while somebody types. Throws `inbox.not_found`. */
export async function readContext(app: App, actor: Actor, id: string): Promise<ContextView> {
  const conversation = await mustFind(app, id);
  const { revision, guide } = await readGuide(app);
  const [{ active, complaint }, [post], reading] = await Promise.all([
    activeGuide(app, actor, guide, conversation),
    readStoredPosts(app, [conversation.lastPostId]),
    readingOn(app, conversation),
  ]);
  const drafting = await draftingState(app, post?.isPrivate === true);
  return { revision, guide: active, complaint, tone: guide.tone, drafting, reading };
}

/** Checks a text. Throws `inbox.not_found`. */
export async function checkText(
  app: App,
  actor: Actor,
  input: z.output<typeof checkInput>,
): Promise<Checked> {
  const guide = input.guide ?? (await readGuide(app)).guide;
  if (input.conversationId === undefined) return compileGuide(guideWithout(guide, input)).check(input.text);
  return checkFor(app, actor, await mustFind(app, input.conversationId), input.text, guide);
}

/** What the guide says of a text as an answer in a conversation. */
async function checkFor(
  app: App,
  actor: Pick<Actor, 'name'>,
  conversation: Conversation,
  text: string,
  known?: Parameters<typeof activeGuide>[2],
): Promise<Checked> {
  const guide = known ?? (await readGuide(app)).guide;
  const { active } = await activeGuide(app, actor, guide, conversation);
  return compileGuide(active).check(text);
}

/** The same when a reply is decided: what must not be said stops it, an account that still reads does not post. */
export const voiceCheck: ReplyCheck = {
  name: 'voice',
  async check(app, actor, { conversation, account, wish }) {
    const { findings } = await checkFor(app, actor, conversation, saidIn(wish));
    const reading = await readingObjection(app, account.id, conversation.network);
    return [...objectionsOf(findings), ...(reading === null ? [] : [reading])];
  },
  async decided(app, actor, { conversation, wish }, replyId) {
    const { findings } = await checkFor(app, actor, conversation, saidIn(wish));
    const missing = findings.filter(({ kind }) => kind === 'must').map(({ text }) => text);
    if (missing.length === 0) return;
    await audit(app, actor, {
      action: 'reply.must_say_missing',
      subject: replyId,
      detail: { conversationId: conversation.id, missing: missing.slice(0, 10) },
    });
  },
};

function saidIn({ text, envelope }: { text: string; envelope?: { subject?: string } | undefined }): string {
  return envelope?.subject ? `${text}\n\n${envelope.subject}` : text;
}

/** One objection for each rule, so that each is set aside on its own. */
function objectionsOf(findings: readonly Finding[]): ReplyObjection[] {
  const byCode = new Map<string, ReplyObjection>();
  for (const { level, kind, ruleId, text } of findings) {
    if (level !== 'stop') continue;
    const code = ruleId === null ? `voice.${kind}` : `voice.${kind}.${ruleId}`;
    if (!byCode.has(code)) byCode.set(code, { code, text, permission: OVERRIDE });
  }
  return [...byCode.values()];
}

async function mustFind(app: App, id: string): Promise<Conversation> {
  const [conversation] = await findConversations(app, [id]);
  if (!conversation) throw inboxErrors('inbox.not_found', { id });
  return conversation;
}
