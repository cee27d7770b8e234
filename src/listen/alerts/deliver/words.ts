import { causeLines, type ToldCause } from '../cause/index.ts';

/** What is told of an incident: the payload of a delivery. */
export interface Told {
  incidentId: string | null;
  kind: 'spike' | 'threshold' | 'posts' | 'test';
  event: 'start' | 'update' | 'end' | 'posts' | 'test';
  rule: { id: string; name: string };
  topic: { id: string; name: string };
  severity: number;
  /** Times as ISO 8601. */
  since: string;
  at: string;
  observed: number;
  expected: number;
  reason: string | null;
  words: string[];
  cause?: ToldCause;
  /** Page in the console. */
  link: string;
}

/** A few words: “Severity 6: NimbusTel, 240 posts instead of 31”. */
export function titleOf(told: Told): string {
  const { event, topic, observed, expected, severity } = told;
  const posts = `${observed} ${observed === 1 ? 'post' : 'posts'}`;
  switch (event) {
    case 'posts':
      return `${posts} about ${topic.name}`;
    case 'test':
      return `Test of the alert rule “${told.rule.name}”`;
    case 'end':
      return `Over: ${topic.name}, ${posts} since ${clock(told.since)}`;
    default: {
      const beginning = event === 'update' ? `Severity ${severity} now` : `Severity ${severity}`;
      const usual =
        told.kind === 'threshold' ? `, the threshold is ${expected}` : ` instead of ${rounded(expected)}`;
      return `${beginning}: ${topic.name}, ${posts}${usual}`;
    }
  }
}

/** What there is to say beside the title: since when, or how it ended, and what is known of the cause. */
export function linesOf(told: Told): string[] {
  const lines: string[] = [];
  if (told.event === 'end')
    lines.push(
      told.reason === 'new-normal'
        ? 'The posts have not gone back; what is now is taken for usual from here on.'
        : 'The posts are back to what is usual.',
    );
  else if (told.kind !== 'posts' && told.kind !== 'test')
    lines.push(`It began about ${clock(told.since)} (UTC).`);
  if (told.cause) lines.push(...causeLines(told.cause));
  if (told.words.length > 0) lines.push(`Words that stand out: ${told.words.join(', ')}.`);
  return lines;
}

/** Title, sentences, and where to look. */
export function textOf(told: Told, publicUrl: string): string {
  return [titleOf(told), ...linesOf(told), `${publicUrl}${told.link}`].join('\n');
}

const clock = (time: string) => `${time.slice(0, 10)} ${time.slice(11, 16)}`;
const rounded = (value: number) => (value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);
