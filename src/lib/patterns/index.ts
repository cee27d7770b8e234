/** Regular expressions in time that grows with the text only: no text and no expression makes them slow. */
import { isWordSign, type Node, PatternProblem, readPattern } from './read.ts';

export { PatternProblem } from './read.ts';

/** Where something was found: UTF-16 offsets. */
export interface Span {
  start: number;
  /** Behind the last sign. */
  end: number;
}

export interface Pattern {
  /** The first place, and there the longest; undefined where there is none, or it would be empty. */
  find(text: string, from?: number): Span | undefined;
  /** All places, one behind the other. */
  findAll(text: string): Span[];
}

type Step =
  | { op: 'sign'; holds(code: number): boolean }
  | { op: 'edge'; at: 'begin' | 'end' | 'word' | 'inside' }
  | { op: 'fork'; to: number[] }
  | { op: 'end' };

/** A step that is reached, and the place at which its way began. */
interface Way {
  at: number;
  start: number;
}

/** Steps that an expression may have when repetitions are written out. */
const MOST_STEPS = 2000;
const LONGEST = 1000;

/** Makes an expression ready. Throws `PatternProblem` in words for whoever wrote it. */
export function compilePattern(source: string): Pattern {
  if (source === '') throw new PatternProblem('Write an expression', 1);
  if (source.length > LONGEST)
    throw new PatternProblem(`An expression has at most ${LONGEST} signs`, LONGEST);
  const steps: Step[] = [];
  emit(readPattern(source), steps);
  steps.push({ op: 'end' });
  const find = (text: string, from = 0) => run(steps, text, from);
  return {
    find,
    findAll: (text) => runAll(steps, text),
  };
}

function emit(node: Node, steps: Step[]): void {
  if (steps.length > MOST_STEPS)
    throw new PatternProblem('This expression is too large; ask for fewer repetitions', 1);
  if (node.kind === 'set') steps.push({ op: 'sign', holds: node.holds });
  else if (node.kind === 'edge') steps.push({ op: 'edge', at: node.at });
  else if (node.kind === 'all') for (const part of node.parts) emit(part, steps);
  else if (node.kind === 'any') emitAny(node.parts, steps);
  else emitTimes(node, steps);
}

function emitAny(parts: readonly Node[], steps: Step[]): void {
  const fork = { op: 'fork' as const, to: [] as number[] };
  const ends: { to: number[] }[] = [];
  steps.push(fork);
  for (const part of parts) {
    fork.to.push(steps.length);
    emit(part, steps);
    const end = { op: 'fork' as const, to: [] as number[] };
    ends.push(end);
    steps.push(end);
  }
  for (const end of ends) end.to.push(steps.length);
}

function emitTimes({ part, least, most }: Extract<Node, { kind: 'times' }>, steps: Step[]): void {
  for (let i = 0; i < least; i++) emit(part, steps);
  if (most === Infinity) {
    const fork = { op: 'fork' as const, to: [steps.length + 1] };
    const at = steps.push(fork) - 1;
    emit(part, steps);
    steps.push({ op: 'fork', to: [at] });
    fork.to.push(steps.length);
    return;
  }
  const forks: { to: number[] }[] = [];
  for (let i = least; i < most; i++) {
    const fork = { op: 'fork' as const, to: [steps.length + 1] };
    forks.push(fork);
    steps.push(fork);
    emit(part, steps);
  }
  for (const fork of forks) fork.to.push(steps.length);
}

/** Walks all ways at the same time (Thompson 1968): each step is at most once in the list of a place. */
function run(steps: readonly Step[], text: string, from: number): Span | undefined {
  let best: Span | undefined;
  let now: Way[] = [];
  // At which place a step was put into the list last.
  const seen = new Int32Array(steps.length).fill(-1);
  for (let place = from; place <= text.length;) {
    const code = text.codePointAt(place) ?? -1;
    const next: Way[] = [];
    const put = (at: number, start: number) => enter(steps, { text, place, seen }, at, start, next);
    for (const { at, start } of now) if (!best || start <= best.start) put(at, start);
    if (!best) put(0, place);
    now = [];
    for (const { at, start } of next) {
      const step = steps[at]!;
      if (step.op === 'end') {
        if (place > start && (!best || start < best.start || (start === best.start && place > best.end)))
          best = { start, end: place };
      } else if (step.op === 'sign' && code >= 0 && step.holds(code)) now.push({ at: at + 1, start });
    }
    if (best && now.every(({ start }) => start > best!.start)) return best;
    place += code > 0xffff ? 2 : 1;
  }
  return best;
}

/**
 * The same for all places, in one pass: what was found is tentative as long as a way that began at or before it goes on, and the search behind it goes
 * on meanwhile. Ways stand in the order in which they began. One that arrives takes what was found since it began away, and all ways that began later. A
 * step that an earlier way is at needs no later one: wherever the later one would arrive, the earlier one takes it away.
 */
function runAll(steps: readonly Step[], text: string): Span[] {
  const found: Span[] = [];
  let now: Way[] = [];
  const seen = new Int32Array(steps.length).fill(-1);
  for (let place = 0; place <= text.length;) {
    const code = text.codePointAt(place) ?? -1;
    const next: Way[] = [];
    let arrived = Infinity;
    for (let at = 0, to = 0; at < now.length && now[at]!.start <= arrived; at++) {
      const { start } = now[at]!;
      enter(steps, { text, place, seen }, now[at]!.at, start, next);
      for (; to < next.length; to++) if (steps[next[to]!.at]!.op === 'end') arrived = start;
    }
    if (arrived < place) {
      while (found.length > 0 && found.at(-1)!.start >= arrived) found.pop();
      found.push({ start: arrived, end: place });
    }
    enter(steps, { text, place, seen }, 0, place, next);
    now = [];
    for (const { at, start } of next) {
      const step = steps[at]!;
      if (step.op === 'sign' && code >= 0 && step.holds(code)) now.push({ at: at + 1, start });
    }
    place += code > 0xffff ? 2 : 1;
  }
  return found;
}

/** Puts a step into the list, or all that it leads to without taking a sign. */
function enter(
  steps: readonly Step[],
  here: { text: string; place: number; seen: Int32Array },
  first: number,
  start: number,
  list: Way[],
): void {
  const open = [first];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (here.seen[at] === here.place) continue;
    here.seen[at] = here.place;
    const step = steps[at]!;
    if (step.op === 'fork') open.push(...step.to);
    else if (step.op === 'edge') {
      if (isEdge(step.at, here.text, here.place)) open.push(at + 1);
    } else list.push({ at, start });
  }
}

function isEdge(at: 'begin' | 'end' | 'word' | 'inside', text: string, place: number): boolean {
  if (at === 'begin') return place === 0 || text[place - 1] === '\n';
  if (at === 'end') return place === text.length || text[place] === '\n';
  const isBetween = isWordAt(text, place) !== isWordBefore(text, place);
  return isBetween === (at === 'word');
}

const isWordAt = (text: string, place: number): boolean =>
  place < text.length && isWordSign(text.codePointAt(place)!);

function isWordBefore(text: string, place: number): boolean {
  if (place === 0) return false;
  const low = text.charCodeAt(place - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff && place > 1;
  return isWordSign(isPair ? text.codePointAt(place - 2)! : low);
}
