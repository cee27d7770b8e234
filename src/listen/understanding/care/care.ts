import { chanceOf, type FeatureReader, type HeadSpec, type LinearModel } from '#lib/model/index.ts';
import type { Feelings } from '../heads/feelings.ts';
import type { ChanceLabel, DecidingSpan, UrgencyLabel, UrgencyLevel } from '../labels.ts';
import { loadWeights } from '../weights.ts';
import { CareReader } from './care-reader.ts';
import { type FoundReason, reasonsIn } from './reasons.ts';
import { careSpans } from './spans.ts';

/** Labels of customer care that are one probability each. */
export const CARE_CHANCES = [
  'complaint',
  'question',
  'suggestion',
  'praise',
  'purchase',
  'spam',
  'needsReply',
] as const;
export type CareChance = (typeof CARE_CHANCES)[number];

/** Heads of urgency: "this level or more". */
export const URGENCY_HEADS = ['urgency1', 'urgency2', 'urgency3'] as const;

/** What the heads of customer care say of the post last read. */
export class Care {
  readonly #reader = new CareReader();
  readonly #model: LinearModel = loadWeights('care');
  readonly #scores = new Float64Array(this.#model.columns);
  readonly #heads = new Map<string, HeadSpec>(this.#model.spec.heads.map((head) => [head.name, head]));
  #features: FeatureReader | undefined;

  get version(): string {
    return this.#model.spec.version;
  }

  read(text: string, features: FeatureReader, feelings: Feelings): void {
    this.#features = features;
    this.#reader.read(text, features, feelings);
    this.#model.score(features, this.#reader.extras, this.#scores);
  }

  chanceLabel(name: CareChance, isExplained: boolean): ChanceLabel {
    return { p: this.chance(name), ...this.#provenance(name, isExplained) };
  }

  urgencyLabel(isExplained: boolean): UrgencyLabel {
    const { level, reasons } = this.urgency();
    return {
      level,
      p: this.chance('urgency2'),
      reasons: reasons.map(({ reason }) => reason),
      ...this.#provenance(level === 3 ? 'urgency3' : 'urgency2', isExplained),
    };
  }

  /** Probability that the head of this name says yes. */
  chance(name: CareChance | (typeof URGENCY_HEADS)[number]): number {
    return chanceOf(this.#heads.get(name)!, this.#scores);
  }

  /** The level is the highest that is likelier than not; its reasons are those that words can be shown for. */
  urgency(): { level: UrgencyLevel; reasons: FoundReason[] } {
    const level = this.#level();
    return { level, reasons: level === 0 ? [] : reasonsIn(this.#features!.text, this.#reader.cues) };
  }

  #level(): UrgencyLevel {
    if (this.chance('urgency2') < 0.5) return this.chance('urgency1') < 0.5 ? 0 : 1;
    return this.chance('urgency3') < 0.5 ? 2 : 3;
  }

  #provenance(name: string, isExplained: boolean) {
    const because: readonly DecidingSpan[] = isExplained
      ? careSpans(this.#model, this.#heads.get(name)!, this.#features!, this.#reader.cues)
      : NOTHING;
    return { source: 'built-in', model: this.version, because } as const;
  }
}

const NOTHING: readonly DecidingSpan[] = [];
