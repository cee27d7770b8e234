import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '#platform/app/index.ts';
import { companyIntentsPort, withIntents } from './company-intents.ts';
import { readHead } from './company/head.ts';
import { type HeadInUse, withHeads } from './company/labels.ts';
import { selectHeadsInUse } from './company/store.ts';
import { rememberConcern } from './concern.ts';
import type { Understanding } from './labels.ts';
import { sureCode } from './language/label.ts';
import { type Heads, registerModel } from './store.ts';
import { COMPANY } from './rows.ts';
import { understandAndRead } from './understand.ts';
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

interface Known {
  labeller: Promise<Labeller | undefined>;
  /** Model of the company's intents that it was made with. */
  intents: string | null;
}

const labellers = new WeakMap<App, Known>();

/** The model in use; undefined, once logged, where its weights are damaged: posts are kept without labels then. */
export function labellerOf(app: App): Promise<Labeller | undefined> {
  const intents = app.find(companyIntentsPort)?.modelId ?? null;
  const known = labellers.get(app);
  if (known?.intents === intents) return known.labeller;
  const labeller = makeLabeller(app, intents).catch((error: unknown) => {
    if (!(error instanceof DamagedWeights)) {
      labellers.delete(app);
      throw error;
    }
    app.log.error({ err: error }, 'posts are kept without labels');
    return undefined;
  });
  labellers.set(app, { labeller, intents });
  return labeller;
}

/** Something that decides labels has changed: the next post is labelled with what is in use then. */
export function renewLabeller(app: App): void {
  labellers.delete(app);
}

async function makeLabeller(app: App, intents: string | null): Promise<Labeller> {
  const company = (await selectHeadsInUse(app)).flatMap(({ label, version, weights }): HeadInUse[] => {
    const head = readHead(weights);
    return head ? [{ label, version: `${label}-${version}`, head }] : [];
  });
  const own = Object.fromEntries(company.map(({ label, version }) => [label, COMPANY + version]));
  const heads = { ...builtInHeads(), ...own, intent: intents === null ? '' : COMPANY + intents };
  const model = await registerModel(app, heads);
  return { heads, model, label: (post) => withIntents(app, readText(post), labelPost(post, company)) };
}

/** The text as one: what the labels are found in. */
export function readText({ title, text }: Pick<LabelledPost, 'title' | 'text'>): string {
  const whole = title ? `${title}\n${text}` : text;
  return whole.length > MOST_READ ? whole.slice(0, MOST_READ) : whole;
}

/** Longer texts are judged by their beginning, in UTF-16 units. */
const MOST_READ = 10_000;

function labelPost(post: LabelledPost, company: readonly HeadInUse[]): Understanding {
  const { labels: builtIn, reading } = understandAndRead({
    text: readText(post),
    lang: post.langs[0],
    profileLocation: post.author.location ?? undefined,
  });
  rememberConcern(reading, sureCode(builtIn.language));
  const labels = withHeads(company, reading, builtIn);
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
