import { z } from 'zod';
import { placeFields } from '#listen/places/index.ts';
import type { PostToUnderstand, Understanding } from './labels.ts';

/** A post as a line of JSON gives it. */
export interface LinePost extends PostToUnderstand {
  readonly id: string | number;
}

const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const postLine = z.object({
  id: z.union([z.string().min(1), z.number()]),
  text: z.string(),
  lang: maybe,
  profileLocation: maybe,
});

export type ReadLine =
  | { readonly isValid: true; readonly post: LinePost }
  | { readonly isValid: false; readonly reason: string };

/** A post line, or why it is none. Fields that nobody asks for are passed over. */
export function readPostLine(line: string): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { isValid: false, reason: 'This is not JSON.' };
  }
  const { data, error } = postLine.safeParse(value);
  if (error === undefined) return { isValid: true, post: data };
  const [issue] = error.issues;
  const place = issue!.path.length === 0 ? 'The line' : `"${issue!.path.join('.')}"`;
  return { isValid: false, reason: `${place}: ${issue!.message}.` };
}

/** What is written of a post: the labels without where they come from. Numbers have four digits. */
export function answerOf(id: string | number, said: Understanding): object {
  const p = (label: { readonly p: number }) => ({ p: rounded(label.p) });
  const { sentiment, urgency, place } = said;
  return {
    id,
    language: said.language?.code ?? null,
    sentiment: sentiment && {
      label: sentiment.label,
      score: rounded(sentiment.score),
      confidence: rounded(sentiment.confidence),
    },
    emotion: said.emotion?.label ?? null,
    offensive: p(said.offensive),
    irony: p(said.irony),
    complaint: p(said.complaint),
    question: p(said.question),
    suggestion: p(said.suggestion),
    praise: p(said.praise),
    purchase: p(said.purchase),
    spam: p(said.spam),
    needsReply: p(said.needsReply),
    urgency: { level: urgency.level, p: rounded(urgency.p), reasons: urgency.reasons },
    place: place && placeFields(place, place.readFrom),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
