/** What is known of a source when its health is judged. Times as the database tells them. */
export interface SourceFacts {
  state: 'running' | 'paused';
  reads: 'stream' | 'poll';
  /** Seconds of silence that mean trouble; 0 for none. */
  rhythmSeconds: number;
  stoppedCode: string | null;
  failures: number;
  lastError: string | null;
  failingSince: Date | null;
  runningSince: Date;
  lastReadAt: Date | null;
  lastItemAt: Date | null;
  newestEventAt: Date | null;
  nextReadAt: Date | null;
  heartbeatAt: Date | null;
}

export type Health = 'ok' | 'starting' | 'lagging' | 'quiet' | 'backing-off' | 'stopped' | 'paused';

export interface Judgement {
  health: Health;
  /** In words: what is wrong, since when, what happens next. Null when all is well. */
  problem: string | null;
  /** Seconds between the newest event and the moment it was read; null where that means nothing. */
  lagSeconds: number | null;
}

/** A stream further behind than this lags. */
const LAG_SECONDS = 120;
/** Readers report every few seconds; silence for this long means that no process reads. */
const HEARTBEAT_SECONDS = 60;

/** The health of a source at `now`. */
export function judge(facts: SourceFacts, now: Date): Judgement {
  const lagSeconds = lagOf(facts);
  const because = (health: Health, problem: string | null): Judgement => ({ health, problem, lagSeconds });
  if (facts.state === 'paused') return because('paused', null);
  if (facts.stoppedCode !== null) {
    return because(
      'stopped',
      `${sentence(facts.lastError ?? 'The source refused for good.')} It is not asked again until it is started.`,
    );
  }
  const lastSign = latest(facts.heartbeatAt, facts.runningSince);
  if (secondsBetween(lastSign, now) > HEARTBEAT_SECONDS) {
    return because(
      'quiet',
      `No process has read it since ${stamp(lastSign)}. Start "rapport listen" or "rapport serve".`,
    );
  }
  if (facts.failures > 0) return because('backing-off', backingOff(facts, now));
  if (facts.lastReadAt === null) return because('starting', null);
  const quietSince = latest(facts.lastItemAt, facts.runningSince);
  if (facts.rhythmSeconds > 0 && secondsBetween(quietSince, now) > facts.rhythmSeconds) {
    return because(
      'quiet',
      `Nothing has come since ${stamp(quietSince)}; usually something comes every ${duration(facts.rhythmSeconds)}.`,
    );
  }
  if (lagSeconds !== null && lagSeconds > LAG_SECONDS) {
    return because('lagging', `It is ${duration(lagSeconds)} behind the network and catching up.`);
  }
  return because('ok', null);
}

const SEVERITY: readonly Health[] = [
  'ok',
  'paused',
  'starting',
  'lagging',
  'quiet',
  'backing-off',
  'stopped',
];

/** Whether people should know: everything but ok, starting and paused. */
export function isTrouble(health: Health): boolean {
  return SEVERITY.indexOf(health) >= SEVERITY.indexOf('lagging');
}

/** The worst of several; `ok` of none. */
export function worstOf(all: readonly Health[]): Health {
  return all.reduce<Health>(
    (worst, health) => (SEVERITY.indexOf(health) > SEVERITY.indexOf(worst) ? health : worst),
    'ok',
  );
}

/** Seconds that trouble lasts before people are told: sources that stopped need somebody at once, others mostly recover. */
export function graceSeconds(health: Health): number {
  return health === 'stopped' ? 0 : 60;
}

const BACK_OFF = { firstSeconds: 1, mostSeconds: 300, longestAskedSeconds: 86_400 };

/**
 * When to try again after the `failures`th failure in a row: 1, 2, 4 … 300 seconds, spread between half and the whole
 * so that many sources do not come back together, but not before the time that the server asked for.
 */
export function retryTime(failures: number, now: Date, askedFor: Date | undefined, random: number): Date {
  const seconds = Math.min(BACK_OFF.mostSeconds, BACK_OFF.firstSeconds * 2 ** Math.min(failures - 1, 20));
  const ours = now.getTime() + seconds * 1000 * (0.5 + random / 2);
  const latestAllowed = now.getTime() + BACK_OFF.longestAskedSeconds * 1000;
  const asked =
    askedFor && Number.isFinite(askedFor.getTime()) ? Math.min(askedFor.getTime(), latestAllowed) : 0;
  return new Date(Math.max(ours, asked));
}

export interface PollBounds {
  start: number;
  min: number;
  max: number;
}

/** Seconds until the next poll: half as long after something new, half as long again after nothing, within the bounds. */
export function nextPollSeconds(bounds: PollBounds, current: number | null, hadNews: boolean): number {
  const next = current === null ? bounds.start : current * (hadNews ? 0.5 : 1.5);
  return Math.min(bounds.max, Math.max(bounds.min, next));
}

/** When to poll next. What the connector asked for counts, but never less than the shortest pause. */
export function nextPollTime(
  bounds: PollBounds,
  seconds: number,
  now: Date,
  askedFor: Date | undefined,
  random: number,
): Date {
  const ours = now.getTime() + seconds * 1000 * (0.9 + random * 0.2);
  if (!askedFor || !Number.isFinite(askedFor.getTime())) return new Date(ours);
  return new Date(Math.max(askedFor.getTime(), now.getTime() + Math.min(bounds.min, seconds) * 1000));
}

function backingOff(facts: SourceFacts, now: Date): string {
  const since = facts.failingSince
    ? ` Since ${stamp(facts.failingSince)}, ${facts.failures} attempts failed.`
    : '';
  const wait = facts.nextReadAt ? Math.max(0, secondsBetween(now, facts.nextReadAt)) : 0;
  const next = wait > 0 ? `The next one is in ${duration(wait)}.` : 'It is being tried again now.';
  return `${sentence(facts.lastError ?? 'It cannot be read.')}${since} ${next} Nothing is lost: reading goes on where it ended.`;
}

function lagOf(facts: SourceFacts): number | null {
  if (facts.reads !== 'stream' || !facts.newestEventAt || !facts.lastReadAt) return null;
  return Math.max(0, Math.round(secondsBetween(facts.newestEventAt, facts.lastReadAt)));
}

function latest(a: Date | null, b: Date): Date {
  return a && a > b ? a : b;
}

function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function stamp(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
