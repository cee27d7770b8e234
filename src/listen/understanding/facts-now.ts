import type { App } from '#platform/app/index.ts';
import { factsInText, type WhereAndHow } from './facts.ts';
import { factsOf, type LabelFacts } from './label-facts.ts';
import { type LabelledPost, labellerOf, textToLabel } from './labeller.ts';
import { rowOf, saidByRow } from './rows.ts';

/**
 * What the topics language asks about posts that are not stored, by the model in use: the same as it would be if they were. Costs what
 * understanding a post costs. Where the model cannot be used, only what the words tell of language and place.
 */
export async function factsReader(app: App): Promise<(post: LabelledPost) => LabelFacts | WhereAndHow> {
  const labeller = await labellerOf(app);
  if (!labeller) return factsInText;
  return (post) => {
    const { labels } = labeller.label(textToLabel(post));
    return factsOf(saidByRow(rowOf(labels), labeller.heads), post.langs);
  };
}
