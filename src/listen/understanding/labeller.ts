import type { App } from '#platform/app/index.ts';
import { mapInTurns } from '#platform/turns/index.ts';
import { companyIntentsPort } from './company-intents.ts';
import { readHead } from './company/head.ts';
import type { HeadInUse } from './company/labels.ts';
import { selectHeadsInUse } from './company/store.ts';
import { type LabelledText, labelText, type TextToLabel } from './label-text.ts';
import { LabelPacker, type PackedLabels } from './packed.ts';
import { COMPANY } from './rows.ts';
import { type Heads, registerModel } from './store.ts';
import { builtInHeads } from './versions.ts';
import { DamagedWeights } from './weights.ts';

/** What is read of a post: the title and the text, as the topics language reads them too. */
export interface LabelledPost {
  readonly title: string | null;
  readonly text: string;
  readonly langs: readonly string[];
  /** One of the brand's accounts wrote it. */
  readonly isOwn: boolean;
  readonly network: string;
  readonly author: {
    readonly externalId: string;
    /** As written in the profile. */
    readonly location: string | null;
  };
}

/** The model of this process. */
export interface Labeller {
  readonly heads: Heads;
  /** Its number in the database. */
  readonly model: number;
  /** The company's heads in use. */
  readonly company: readonly HeadInUse[];
  label(post: TextToLabel): LabelledText;
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
  const label = (post: TextToLabel) => labelText({ company, intents: app.find(companyIntentsPort) }, post);
  return { heads, model, company, label };
}

/** The text as one: what the labels are found in. */
export function readText({ title, text }: Pick<LabelledPost, 'title' | 'text'>): string {
  const whole = title ? `${title}\n${text}` : text;
  return whole.length > MOST_READ ? whole.slice(0, MOST_READ) : whole;
}

/** Longer texts are judged by their beginning, in UTF-16 units. */
const MOST_READ = 10_000;

/** What the models see of a post. */
export function textToLabel(post: LabelledPost): TextToLabel {
  const { langs, author, isOwn } = post;
  return { text: readText(post), lang: langs[0], location: author.location ?? undefined, isOwn };
}

/** Labels of posts, in their order; lets others work in between. */
export async function labelAll(labeller: Labeller, posts: readonly TextToLabel[]): Promise<PackedLabels> {
  const packer = new LabelPacker(posts.length);
  await mapInTurns(posts, (post) => packer.add(labeller.label(post)));
  return packer.end();
}
