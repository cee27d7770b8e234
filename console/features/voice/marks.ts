import type { Finding } from '#lib/voice/index.ts';

interface Part {
  start: number;
  text: string;
}

/** Cuts the parts of a text at findings, and gives each part the weightiest finding it lies in. */
export function markedParts<P extends Part>(
  parts: readonly P[],
  findings: readonly Finding[],
): (P & { level: Finding['level'] | null })[] {
  const spans = findings.flatMap(({ span, level }) => (span === null ? [] : [{ ...span, level }]));
  if (spans.length === 0) return parts.map((part) => ({ ...part, level: null }));
  const edges = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return parts.flatMap((part) => {
    const end = part.start + part.text.length;
    const cuts = [part.start, ...edges.filter((edge) => edge > part.start && edge < end), end];
    return cuts.slice(1).map((to, index) => {
      const from = cuts[index]!;
      const around = spans.filter((span) => span.start <= from && span.end >= to);
      const level = LEVELS.find((one) => around.some((span) => span.level === one)) ?? null;
      return { ...part, start: from, text: part.text.slice(from - part.start, to - part.start), level };
    });
  });
}

const LEVELS = ['stop', 'warn', 'hint'] as const;

/** Findings that are listed under a field: what can be mended first, each sentence once. */
export function listed(findings: readonly Finding[], most: number): { shown: Finding[]; more: number } {
  const seen = new Set<string>();
  const once = findings.filter(({ kind, text, span }) => {
    const key = span === null ? text : `${kind} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
  const weight = { stop: 0, warn: 1, hint: 2 };
  const sorted = once.toSorted((a, b) => weight[a.level] - weight[b.level]);
  return { shown: sorted.slice(0, most), more: Math.max(0, sorted.length - most) };
}

/** A text with a fix put in. */
export function withFix(text: string, fix: NonNullable<Finding['fix']>): string {
  return text.slice(0, fix.start) + fix.text + text.slice(fix.end);
}
