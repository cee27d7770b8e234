/** Every label a post can carry: only types, and the lists of names they are made of. */

import type { Place, PlaceSource } from '#listen/places/index.ts';

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

export const EMOTIONS = ['anger', 'joy', 'optimism', 'sadness'] as const;
export type Emotion = (typeof EMOTIONS)[number];

/** Labels that are a probability from 0 to 1 and nothing else. */
export const CHANCES = [
  'offensive',
  'irony',
  'complaint',
  'question',
  'suggestion',
  'praise',
  'purchase',
  'spam',
  'needsReply',
] as const;
export type Chance = (typeof CHANCES)[number];

/** 0 none · 1 should be answered today · 2 hours count · 3 danger or emergency. */
export type UrgencyLevel = 0 | 1 | 2 | 3;

export const URGENCY_REASONS = ['safety', 'stranded', 'money', 'outage', 'deadline', 'escalation'] as const;
export type UrgencyReason = (typeof URGENCY_REASONS)[number];

/** Who says so: our model, heads trained on the company's corrections, a slower model, or a person. The later one wins. */
export const LABEL_SOURCES = ['built-in', 'company', 'model', 'person'] as const;
export type LabelSource = (typeof LABEL_SOURCES)[number];

/** A post as the models see it. Everything but the text may be missing. */
export interface PostToUnderstand {
  readonly text: string;
  /** What the network states, as a BCP 47 tag; often wrong. */
  readonly lang?: string | undefined;
  /** What the author wrote as his place. */
  readonly profileLocation?: string | undefined;
}

/** Words that decided: UTF-16 offsets in the post's text. */
export interface DecidingSpan {
  readonly start: number;
  /** Behind the last character. */
  readonly end: number;
  /** What it added (above 0) or took away (below 0), in log-odds. */
  readonly weight: number;
}

/** What every label tells of itself. */
export interface Provenance {
  readonly source: LabelSource;
  /** Version of the model, or the id of the person or company head. */
  readonly model: string;
  /** Strongest first, at most eight; empty unless an explanation was asked for. */
  readonly because: readonly DecidingSpan[];
}

export interface SentimentLabel extends Provenance {
  readonly label: Sentiment;
  /** How strong, −1 to 1: continuous, trained on human ratings. */
  readonly score: number;
  /** Probability of the label. */
  readonly confidence: number;
}

export interface EmotionLabel extends Provenance {
  readonly label: Emotion;
  readonly confidence: number;
}

export interface ChanceLabel extends Provenance {
  readonly p: number;
}

export interface UrgencyLabel extends Provenance {
  readonly level: UrgencyLevel;
  /** Probability of level 2 or more. */
  readonly p: number;
  /** Why, where the words say so. */
  readonly reasons: readonly UrgencyReason[];
}

export interface LanguageLabel extends Provenance {
  /** ISO 639-1 code where there is one, else ISO 639-3. */
  readonly code: string;
  readonly confidence: number;
}

/** One of the company's own intents. */
export interface IntentLabel extends Provenance {
  readonly intent: string;
  readonly confidence: number;
}

/** A place that a text or a profile names. Never an exact position of a person. */
export interface PlaceLabel extends Provenance, Omit<Place, 'source'> {
  /** Where it was read. */
  readonly readFrom: PlaceSource;
}

/** Everything one pass says about a post. `null` means honestly unknown. */
export interface Understanding {
  readonly language: LanguageLabel | null;
  readonly sentiment: SentimentLabel | null;
  /** Null where the author means none of them. */
  readonly emotion: EmotionLabel | null;
  readonly offensive: ChanceLabel;
  /** A hint only: irony cannot be told from words alone. */
  readonly irony: ChanceLabel;
  readonly complaint: ChanceLabel;
  readonly question: ChanceLabel;
  readonly suggestion: ChanceLabel;
  readonly praise: ChanceLabel;
  readonly purchase: ChanceLabel;
  readonly spam: ChanceLabel;
  readonly needsReply: ChanceLabel;
  readonly urgency: UrgencyLabel;
  /** Likeliest first; empty where the company has none or none fits. */
  readonly intents: readonly IntentLabel[];
  readonly place: PlaceLabel | null;
}
