import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '#platform/app/index.ts';
import { withIntents } from './company-intents.ts';
import type { Understanding } from './labels.ts';
import { type Heads, registerModel } from './store.ts';
import { understand } from './understand.ts';
import { builtInHeads } from './versions.ts';
import { DamagedWeights } from './weights.ts';

/** What is read of a post: the title and the text, as the topics language reads them too. */
export interface LabelledPost {
  readonly title: string | null;
  readonly text: string;
  readonly langs: readonly string[];
  /** One of the brand's accounts wrote it. */
  readonly isOwn: boolean;
  readonly author: {
    /** As written in the profile. */
    readonly location: string | null;
  };
}

/** The model of this process. */
export interface Labeller {
  readonly heads: Heads;
  /** Its number in the database. */
  readonly model: number;
  label(post: LabelledPost): Understanding;
}

const labellers = new WeakMap<App, Promise<Labeller | undefined>>();

/** The model in use; undefined, once logged, where its weights are damaged: posts are kept without labels then. */
export function labellerOf(app: App): Promise<Labeller | undefined> {
  let labeller = labellers.get(app);
  if (!labeller) {
    labeller = makeLabeller(app).catch((error: unknown) => {
      if (!(error instanceof DamagedWeights)) {
        labellers.delete(app);
        throw error;
      }
      app.log.error({ err: error }, 'posts are kept without labels');
      return undefined;
    });
    labellers.set(app, labeller);
  }
  return labeller;
}

async function makeLabeller(app: App): Promise<Labeller> {
  const heads = builtInHeads();
  const model = await registerModel(app, heads);
  return { heads, model, label: (post) => withIntents(app, readText(post), labelPost(post)) };
}

/** The text as one: what the labels are found in. */
export function readText({ title, text }: Pick<LabelledPost, 'title' | 'text'>): string {
  const whole = title ? `${title}\n${text}` : text;
  return whole.length > MOST_READ ? whole.slice(0, MOST_READ) : whole;
}

/** Longer texts are judged by their beginning, in UTF-16 units. */
const MOST_READ = 10_000;

function labelPost(post: LabelledPost): Understanding {
  const labels = understand({
    text: readText(post),
    lang: post.langs[0],
    profileLocation: post.author.location ?? undefined,
  });
  if (!post.isOwn) return labels;
  const { needsReply, urgency } = labels;
  // Nobody answers himself.
  return {
    ...labels,
    needsReply: { ...needsReply, p: 0 },
    urgency: { ...urgency, level: 0, p: 0, reasons: [] },
  };
}

/** Milliseconds of work in one go; others wait no longer than this and one post. */
const TURN_MS = 5;

/** Labels of posts, in their order; lets others work in between. */
export async function labelAll(labeller: Labeller, posts: readonly LabelledPost[]): Promise<Understanding[]> {
  const labels: Understanding[] = [];
  let began = performance.now();
  for (const post of posts) {
    labels.push(labeller.label(post));
    if (performance.now() - began < TURN_MS) continue;
    await nextTurn();
    began = performance.now();
  }
  return labels;
}
