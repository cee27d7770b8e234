import { definePort } from '#platform/app/index.ts';
import type { ClassifiedIntent, IntentModel } from './intents/index.ts';
import type { IntentLabel, Understanding } from './labels.ts';

/** What says the company's own intents in this process. */
export interface CompanyIntents {
  /** Id of the model in use; null while nothing has been learnt. */
  readonly modelId: string | null;
  /** Null while nothing has been learnt. */
  classify(text: string, options?: { isExplained?: boolean }): ClassifiedIntent | null;
  /** What `classify` uses, for threads that classify alike. */
  model(): IntentModel | null;
}

/** Empty where nobody keeps intents: posts have none then. */
export const companyIntentsPort = definePort<CompanyIntents>('listen.company-intents');

/** Intents that are less likely than this are not said beside the first. */
const LEAST_BESIDE = 0.15;

/** The labels with the company's intents; none where the text is out of their scope. */
export function withIntents(
  company: Pick<CompanyIntents, 'modelId' | 'classify'> | undefined,
  text: string,
  labels: Understanding,
): Understanding {
  const said = company?.classify(text);
  if (!said || said.outOfScope) return labels;
  const beside = said.others.filter(({ confidence }) => confidence >= LEAST_BESIDE);
  const provenance = { source: 'company', model: company?.modelId ?? '', because: [] } as const;
  const intents = [said, ...beside].map(({ label, confidence }): IntentLabel => ({
    ...provenance,
    intent: label,
    confidence,
  }));
  return { ...labels, intents };
}
