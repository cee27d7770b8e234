import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { completionHeaders, completionsUrl } from '#lib/completions/index.ts';
import { type Outward } from '#platform/outward/index.ts';
import { firstIdSince, holdStanding, readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import { readText } from '../labeller.ts';
import { asked, type Opinion, questionKey, readAnswer, requestBody } from './ask.ts';
import { LOCAL, localModel } from './local/index.ts';
import { type Outcome, restAfter, retryAfter } from './rest.ts';
import {
  countToday,
  noteAnswer,
  noteFailure,
  pruneAnswers,
  putAnswer,
  putOpinion,
  rest,
  selectAnswer,
  selectTier,
  selectUnasked,
  takeRequest,
  type TierRow,
} from './store.ts';

/** Only what is young is worth asking about: what is older has been dealt with. */
const DAYS = 2;
const AT_ONCE = 20;
/** An answer to an equal text is good for so many days. */
const KEPT_DAYS = 30;
const MOST_ANSWER_BYTES = 200_000;

/** Job: asks about young posts until none is left, the budget is used up, the endpoint needs a rest, or the process stops. */
export async function askAboutPosts(app: App, signal: AbortSignal): Promise<void> {
  await pruneAnswers(app, KEPT_DAYS);
  while (!signal.aborted) {
    const tier = named(app, await selectTier(app));
    if (!isReady(tier)) return;
    const ids = await selectUnasked(app, firstIdSince(app, DAYS), AT_ONCE);
    if (ids.length === 0) return;
    const posts = new Map((await readStoredPosts(app, ids)).map((post) => [post.id, post]));
    for (const id of ids) {
      if (signal.aborted || !(await askAbout(app, tier, id, posts.get(id), signal))) return;
    }
  }
}

export function isReady(tier: TierRow): boolean {
  return tier.is_on && tier.url !== '' && tier.model !== '' && !tier.is_resting;
}

/** The tier with the model that is in the folder now: another one is asked about equal texts again. */
function named(app: App, tier: TierRow): TierRow {
  if (tier.url !== LOCAL) return tier;
  try {
    return { ...tier, model: localModel(app)?.id ?? tier.model };
  } catch {
    // The request says what is wrong with the folder.
    return tier;
  }
}

/** Answers whether to go on. */
async function askAbout(
  app: App,
  tier: TierRow,
  id: string,
  post: StoredPost | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  // What people wrote to us alone stays here.
  if (!post || post.isOwn || post.isPrivate || post.text.trim() === '') {
    await putOpinion(app, id, tier.model, null);
    return true;
  }
  const text = readText(post);
  const key = app.secrets.hash(questionKey(tier.model, text));
  const known = await selectAnswer(app, key);
  if (known) {
    await countToday(app, { known: 1 });
    await keep(app, tier, post, known);
    return true;
  }
  if (!(await takeRequest(app))) return false;
  const { outcome, opinion, tokens } = await request(app, tier, text, signal);
  if (signal.aborted) return false;
  const isAnswer = outcome.kind === 'answered';
  await countToday(app, { tokens, answers: isAnswer ? 1 : 0, failures: isAnswer ? 0 : 1 });
  if (outcome.kind === 'failed') return goesOn(app, outcome);
  if (isAnswer) await noteAnswer(app);
  if (opinion) await putAnswer(app, key, opinion);
  await keep(app, tier, post, opinion ?? null);
  return true;
}

/** The built-in labels stay what they are: nothing is lost but an opinion. */
async function goesOn(app: App, failure: Extract<Outcome, { kind: 'failed' }>): Promise<boolean> {
  const failures = await noteFailure(app, failure.problem);
  const pause = restAfter(failures, failure);
  if (pause > 0) await rest(app, pause);
  app.log.warn({ reason: failure.problem, failures, pause }, 'the slower model did not answer');
  return pause === 0;
}

async function keep(app: App, tier: TierRow, post: StoredPost, opinion: Opinion | null): Promise<void> {
  await app.db.transaction(async () => {
    // What was asked about may be gone or changed meanwhile.
    const standing = await holdStanding(app, [post]);
    if (!standing.has(post.id)) return;
    await putOpinion(app, post.id, tier.model, opinion);
    if (opinion) await app.bus.publish('labels.corrected', { postIds: [post.id] });
  });
}

export interface Requested {
  readonly outcome: Outcome;
  readonly opinion?: Opinion | undefined;
  readonly tokens: number;
}

/** One request; never throws. */
export async function request(
  app: App,
  tier: Pick<TierRow, 'url' | 'model' | 'secret' | 'timeout_ms'>,
  text: string,
  signal: AbortSignal,
): Promise<Requested> {
  if (tier.url === LOCAL) return requestLocal(app, text, tier.timeout_ms, signal);
  const body = requestBody(tier.model, text);
  try {
    const secret = tier.secret === null ? null : app.secrets.open(tier.secret, SECRET_CONTEXT);
    const answer = await app.outward.fetch(completionsUrl(tier.url), {
      method: 'POST',
      headers: completionHeaders(secret),
      body,
      timeoutMs: tier.timeout_ms,
      maxBytes: MOST_ANSWER_BYTES,
      signal,
    });
    return readResponse(app, answer, body.length);
  } catch (error) {
    return { outcome: { kind: 'failed', problem: messageOf(error) }, tokens: 0 };
  }
}

/** The same of the model in the operator's folder. */
async function requestLocal(
  app: App,
  text: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Requested> {
  try {
    const model = localModel(app);
    if (!model) throw new Error('No model folder is named: RAPPORT_LOCAL_MODEL is not set for this process.');
    const { opinion, tokens } = await model.ask(asked(text), timeoutMs, signal);
    return { outcome: { kind: 'answered' }, opinion, tokens };
  } catch (error) {
    return { outcome: { kind: 'failed', problem: messageOf(error) }, tokens: 0 };
  }
}

/** What the key is sealed for. */
export const SECRET_CONTEXT = 'understanding:slow-tier';

function readResponse(app: App, answer: Awaited<ReturnType<Outward['fetch']>>, asked: number): Requested {
  const { status } = answer;
  if (status !== 200) {
    const problem = `It answered with status ${status}.`;
    const retryAfterMs = retryAfter(answer.headers['retry-after'], app.clock.now());
    const failed = { kind: 'failed', problem, status } as const;
    return { outcome: retryAfterMs === undefined ? failed : { ...failed, retryAfterMs }, tokens: 0 };
  }
  const { opinion, problem, tokens } = readAnswer(answer.body, asked);
  if (opinion) return { outcome: { kind: 'answered' }, opinion, tokens };
  return { outcome: { kind: 'senseless', problem }, tokens };
}
