import { chanceOf, type FeatureReader, type HeadSpec, type LinearModel } from '#lib/model/index.ts';
import type { Feelings } from '../heads/feelings.ts';
import {
  type ChanceLabel,
  type DecidingSpan,
  URGENCY_REASONS,
  type UrgencyLabel,
  type UrgencyLevel,
  type UrgencyReason,
} from '../labels.ts';
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

/** Heads that say why a post is urgent; they find reasons that no phrase is known for. */
export const REASON_HEADS = {
  safety: 'because of safety',
  stranded: 'because stranded',
  money: 'because of money',
  outage: 'because of an outage',
  deadline: 'because of a deadline',
  escalation: 'because it escalates',
} as const satisfies Record<UrgencyReason, string>;
type HeadName =
  | CareChance
  | (typeof URGENCY_HEADS)[number]
  | (typeof REASON_HEADS)[keyof typeof REASON_HEADS];

/** A reason that a phrase names is left out of urgent posts below this chance: "today" is in many. */
const UNLIKELY = 0.1;

/** What the heads of customer care say of the post last read. */
export class Care {
  readonly #reader = new CareReader();
  readonly #model: LinearModel = loadWeights('care');
  readonly #scores = new Float64Array(this.#model.columns);
  readonly #heads = new Map<string, HeadSpec>(this.#model.spec.heads.map((head) => [head.name, head]));
  #features: FeatureReader | undefined;
  /** What was found of urgency in the post at hand, once somebody has asked. */
  #urgency: { level: UrgencyLevel; reasons: readonly FoundReason[] } | undefined;

  /** What it asks, to be laid beside other models. */
  get model(): LinearModel {
    return this.#model;
  }

  get version(): string {
    return this.#model.spec.version;
  }

  read(text: string, features: FeatureReader, feelings: Feelings): void {
    this.#features = features;
    this.#urgency = undefined;
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
  chance(name: HeadName): number {
    return chanceOf(this.#heads.get(name)!, this.#scores);
  }

  /** The level is the highest that is likelier than not; its reasons are those that words can be shown for. */
  urgency(): { level: UrgencyLevel; reasons: readonly FoundReason[] } {
    return (this.#urgency ??= this.#findUrgency());
  }

  #findUrgency() {
    const level = this.#level();
    const named = level === 0 ? [] : reasonsIn(this.#features!.text, this.#reader.cues);
    return { level, reasons: level < 2 ? named : this.#weighed(named) };
  }

  /** Of an urgent post: what phrases name, if it is likely, and what the heads see in other words. */
  #weighed(named: readonly FoundReason[]): FoundReason[] {
    const seen = URGENCY_REASONS.flatMap((reason) => {
      if (named.some((one) => one.reason === reason) || this.chance(REASON_HEADS[reason]) < 0.5) return [];
      const span = this.#because(REASON_HEADS[reason]).find(isTelling);
      return span ? [{ reason, span: { start: span.start, end: span.end } }] : [];
    });
    const likely = named.filter(({ reason }) => this.chance(REASON_HEADS[reason]) >= UNLIKELY);
    const kept = likely.length + seen.length > 0 ? [...likely, ...seen] : [...named];
    return kept.sort((a, b) => a.span.start - b.span.start);
  }

  #level(): UrgencyLevel {
    if (this.chance('urgency2') < 0.5) return this.chance('urgency1') < 0.5 ? 0 : 1;
    return this.chance('urgency3') < 0.5 ? 2 : 3;
  }

  #provenance(name: string, isExplained: boolean) {
    const because = isExplained ? this.#because(name) : NOTHING;
    return { source: 'built-in', model: this.version, because } as const;
  }

  #because(name: string): DecidingSpan[] {
    return careSpans(this.#model, this.#heads.get(name)!, this.#features!, this.#reader.cues);
  }
}

const NOTHING: readonly DecidingSpan[] = [];

/** Speaks for a reason, and is more than a short word. */
function isTelling({ start, end, weight }: DecidingSpan): boolean {
  return weight > 0 && end - start >= 4;
}
