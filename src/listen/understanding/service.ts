import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import {
  noteChangedPosts,
  postErrors,
  type PostLabels,
  readStoredPosts,
  type StoredPost,
} from '#listen/posts/index.ts';
import { noteOfAuthor } from './author/corrections.ts';
import { isFollowed } from './author/domain.ts';
import { deleteFollowedOfPosts } from './author/store.ts';
import { understandingErrors } from './errors.ts';
import type { DecidingSpan, Understanding } from './labels.ts';
import { readText } from './labeller.ts';
import { correctionObserverPort } from './ports.ts';
import { readOne, readShown, viewsOf } from './read-labels.ts';
import { LABEL_KEYS, type LabelKey, type SaidLabel, VALUES } from './said.ts';
import type { PostExplanation } from './schema.ts';
import { type CorrectionRow, deleteCorrection, deleteEverySaid, putCorrection } from './store.ts';
import { understand } from './understand.ts';

/** What `listen/posts` asks of us. */
export const storedLabels: PostLabels = { read: readShown, forget: deleteEverySaid };

/** Every label of a post with the words that decided. Throws `post.not_found` and `labels.not_yet`. */
export async function explainPost(app: App, postId: string): Promise<PostExplanation> {
  const [post] = await readStoredPosts(app, [postId]);
  if (!post) throw postErrors('post.not_found', { id: postId });
  const found = await readOne(app, postId);
  if (!found) throw understandingErrors('labels.not_yet', { id: postId });
  const spans = spansOf(post);
  const views = viewsOf(found.said);
  return {
    labels: views.map((view, index) => {
      const key = found.said[index]!.key;
      const modelled = found.modelled[index]!;
      const correction = (found.row.corrections ?? []).find(({ label }) => label === key);
      return {
        ...view,
        because: spans.get(key) ?? [],
        values: [...(VALUES[key] ?? [])],
        quick: plain(found.quick[index]!),
        modelled: plain(modelled),
        correction: correction ? { by: correction.by_name, at: new Date(correction.at).toISOString() } : null,
      };
    }),
  };
}

function plain({
  value,
  confidence,
  source,
  model,
}: SaidLabel): Pick<SaidLabel, 'value' | 'confidence' | 'source' | 'model'> {
  return { value, confidence, source, model };
}

/**
 * Says what a label of a post is. Answers the labels then, and what to set it to in order to take this back: null means taking the
 * correction away. Throws `labels.not_yet`, `labels.value_invalid`.
 */
export async function correctLabel(
  app: App,
  actor: Actor,
  asked: { postId: string; key: LabelKey; value: string },
): Promise<Changed> {
  const { postId, key } = asked;
  const value = checkedValue(key, asked.value);
  return changeLabel(app, postId, key, async (modelled, before) => {
    const [post] = await readStoredPosts(app, [postId]);
    await putCorrection(app, {
      postId,
      label: key,
      value,
      shown: modelled.value,
      byId: actor.id,
      byName: actor.name,
      version: post?.version ?? 0,
    });
    await noteOfAuthor(app, post, modelled, value);
    const detail = { label: key, from: before?.value ?? modelled.value, to: value };
    await audit(app, actor, { action: 'label.corrected', subject: postId, detail });
    await app
      .find(correctionObserverPort)
      ?.onCorrected(app, actor, { postId, ...detail, isWithdrawn: false });
  });
}

/** Takes a correction back: the models' word counts again. Throws `labels.no_correction`. */
export async function withdrawCorrection(
  app: App,
  actor: Actor,
  asked: { postId: string; key: LabelKey },
): Promise<Changed> {
  const { postId, key } = asked;
  return changeLabel(app, postId, key, async (modelled, before) => {
    if (!before) throw understandingErrors('labels.no_correction', { label: key });
    await deleteCorrection(app, postId, key);
    if (isFollowed(key)) await deleteFollowedOfPosts(app, [postId], key);
    const detail = { label: key, from: before.value, to: modelled.value };
    await audit(app, actor, { action: 'label.correction_withdrawn', subject: postId, detail });
    await app.find(correctionObserverPort)?.onCorrected(app, actor, { postId, ...detail, isWithdrawn: true });
  });
}

/** Corrections come in bunches: learning begins when nobody has corrected anything for a while. */
const TRAIN_AFTER_MS = 10 * 60_000;

interface Changed {
  labels: ReturnType<typeof viewsOf>;
  before: string | null;
}

type Change = (modelled: SaidLabel, before: CorrectionRow | undefined) => Promise<void>;

async function changeLabel(app: App, postId: string, key: LabelKey, change: Change): Promise<Changed> {
  return app.db.transaction(async () => {
    const found = await readOne(app, postId);
    if (!found) throw understandingErrors('labels.not_yet', { id: postId });
    const before = found.row.corrections?.find(({ label }) => label === key);
    await change(
      found.modelled.find((label) => label.key === key)!,
      before,
    );
    await app.jobs.enqueue(
      'understanding.train',
      {},
      { key: 'understanding.train', delayMs: TRAIN_AFTER_MS },
    );
    // Whoever counts posts by their labels counts this one again.
    await noteChangedPosts(app, [postId]);
    await app.bus.publish('labels.corrected', { postIds: [postId] });
    const shown = await readShown(app, [postId]);
    return { labels: shown.get(postId) ?? [], before: before?.value ?? null };
  });
}

function checkedValue(label: LabelKey, given: string): string {
  const allowed = VALUES[label];
  const value = given.trim();
  const isFine = allowed ? allowed.includes(value) : FORMS[label]!.test(value);
  if (isFine) return value;
  const expected = allowed ? `one of ${allowed.join(', ')}` : EXPECTED[label]!;
  throw understandingErrors('labels.value_invalid', { label, value: value.slice(0, 60), expected });
}

const FORMS: Partial<Record<LabelKey, RegExp>> = {
  language: /^[a-z]{2,3}$/,
  place: /^(?:none|[A-Z]{2}(?:\/[^/\p{Cc}]{0,80}){0,3})$/u,
  intent: /^[^\p{Cc}]{1,120}$/u,
};
const EXPECTED: Partial<Record<LabelKey, string>> = {
  language: 'a language code such as en',
  place:
    'none, or a country code with region, city and postcode area behind slashes, such as US/Tennessee/Nashville',
  intent: 'the name of an intent, or none',
};

interface ShownSpan {
  field: 'title' | 'text';
  start: number;
  end: number;
  weight: number;
}

/** The words that decided, found again in title and text. */
function spansOf(post: StoredPost): Map<LabelKey, ShownSpan[]> {
  const labels = understand({ text: readText(post), lang: post.langs[0] }, { isExplained: true });
  const titleEnd = post.title ? post.title.length : -1;
  return new Map(
    LABEL_KEYS.map((key) => [key, becauseOf(labels, key).flatMap((span) => inFields(span, titleEnd))]),
  );
}

function becauseOf(labels: Understanding, key: LabelKey): readonly DecidingSpan[] {
  if (key === 'intent') return labels.intents[0]?.because ?? [];
  return labels[key]?.because ?? [];
}

/** Title and text stand one under the other; a span across both says nothing that could be shown. */
function inFields({ start, end, weight }: DecidingSpan, titleEnd: number): ShownSpan[] {
  if (titleEnd < 0) return [{ field: 'text', start, end, weight }];
  if (end <= titleEnd) return [{ field: 'title', start, end, weight }];
  if (start > titleEnd)
    return [{ field: 'text', start: start - titleEnd - 1, end: end - titleEnd - 1, weight }];
  return [];
}
