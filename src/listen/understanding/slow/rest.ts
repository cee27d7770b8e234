/** Failures in a row after which nobody asks for a while. */
const PATIENCE = 3;
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 3_600_000;

/** What became of one request. */
export type Outcome =
  | { readonly kind: 'answered' }
  /** The answer made no sense; the endpoint works. */
  | { readonly kind: 'senseless'; readonly problem: string }
  | {
      readonly kind: 'failed';
      readonly problem: string;
      readonly status?: number;
      readonly retryAfterMs?: number;
    };

/** How long to leave the endpoint alone after so many failures in a row, the last one told; 0 to go on. */
export function restAfter(
  failures: number,
  { status, retryAfterMs }: { status?: number; retryAfterMs?: number },
): number {
  // It says itself when to come back.
  if (status === 429) return clamp(retryAfterMs ?? FIRST_REST_MS);
  // A wrong key or address does not mend itself.
  if (status !== undefined && status >= 400 && status < 500 && status !== 408) return LONGEST_REST_MS;
  return failures < PATIENCE ? 0 : clamp(FIRST_REST_MS * 2 ** (failures - PATIENCE));
}

function clamp(ms: number): number {
  return Math.min(LONGEST_REST_MS, Math.max(1000, ms));
}

/** Milliseconds of a Retry-After header; undefined where it says none. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : at - now.getTime();
}
