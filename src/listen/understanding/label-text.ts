import { type CompanyIntents, withIntents } from './company-intents.ts';
import { type HeadInUse, withHeads } from './company/labels.ts';
import { type Concern, concernToRemember } from './concern.ts';
import type { Understanding } from './labels.ts';
import { sureCode } from './language/label.ts';
import { understandAndRead } from './understand.ts';

/** What is read of a post: plain data, which can be sent to a thread. */
export interface TextToLabel {
  /** Title and text. */
  readonly text: string;
  /** What the network states. */
  readonly lang: string | undefined;
  /** As written in the author's profile. */
  readonly location: string | undefined;
  /** One of the brand's accounts wrote it. */
  readonly isOwn: boolean;
}

/** What is in use beside the built-in heads. */
export interface ModelInUse {
  readonly company: readonly HeadInUse[];
  readonly intents: Pick<CompanyIntents, 'modelId' | 'classify'> | undefined;
}

export interface LabelledText {
  readonly labels: Understanding;
  /** What a reading of the text for customer care would say; undefined where that has to be done apart. */
  readonly concern: Concern | undefined;
}

/** Every label of a text by the model in use: the same in every thread. */
export function labelText({ company, intents }: ModelInUse, post: TextToLabel): LabelledText {
  const { text, lang, location, isOwn } = post;
  const { labels: builtIn, reading } = understandAndRead({ text, lang, profileLocation: location });
  const concern = concernToRemember(reading, sureCode(builtIn.language));
  const labels = withIntents(intents, text, withHeads(company, reading, builtIn));
  return { labels: isOwn ? askingNobody(labels) : labels, concern };
}

/** Nobody answers himself. */
function askingNobody(labels: Understanding): Understanding {
  const { needsReply, urgency } = labels;
  return {
    ...labels,
    needsReply: { ...needsReply, p: 0 },
    urgency: { ...urgency, level: 0, p: 0, reasons: [] },
  };
}
