import {
  type Catalogue,
  type CompiledCondition,
  compileCondition,
  type Condition,
  type FactDefinition,
  type Facts,
  reasonsOf,
  validateCondition,
} from '#lib/conditions/index.ts';
import { contrast } from '#ui/site/index.ts';
import { FORMULA_FACTS } from '#embrace/trust/index.ts';
import type { HonourInput, HonourSettings, TrialInput } from './schema.ts';

/** What members can be honoured with. */
export interface Honour extends HonourInput {
  id: string;
  position: number;
  /** Name in the usual set. */
  usual: string | null;
}

const MORE: readonly FactDefinition[] = [
  { name: 'level', type: 'number', label: 'level of trust', group: 'Member' },
  { name: 'points', type: 'number', label: 'points for help', group: 'What members do' },
];

/** What a rule can ask of a member: what levels of trust ask for, the level, and the points. */
export const HONOUR_FACTS: Catalogue = new Map([
  ...FORMULA_FACTS,
  ...MORE.map((fact): [string, FactDefinition] => [fact.name, fact]),
]);

/** Points by what helped others, never by how much was written; below nought there are none. */
export function pointsOf(
  counted: Readonly<Record<string, unknown>>,
  { accepted, thanks }: HonourSettings['points'],
): number {
  return Math.max(0, Number(counted['accepted'] ?? 0) * accepted + Number(counted['thanks'] ?? 0) * thanks);
}

/** What is asked for an honour; undefined where only colleagues give it. */
export function conditionOf({ kind, rule, threshold }: TrialInput): Condition | undefined {
  const own = rule?.when as Condition | undefined;
  if (kind === 'badge') return own;
  const points: Condition = { fact: 'points', op: 'at-least', value: threshold! };
  return own ? { all: [points, own] } : points;
}

/** What is wrong with a rule; undefined where it can be used. */
export function problemOf({ rule }: Pick<TrialInput, 'rule'>): string | undefined {
  if (rule === null) return undefined;
  const read = validateCondition(rule, HONOUR_FACTS);
  return read.isValid ? undefined : read.problems.map(({ message }) => message).join(' ');
}

export const compiled = (honour: TrialInput): CompiledCondition | undefined => {
  const condition = conditionOf(honour);
  return condition && compileCondition(condition, HONOUR_FACTS);
};

export interface Award {
  honourId: string;
  state: 'held' | 'gone' | 'revoked';
  isByHand: boolean;
}

export interface Ruled {
  honour: Honour;
  rule: CompiledCondition | undefined;
}

/** What rules give a member, and take back where the honour says so. What a colleague gave or took away stays. */
export function decide(
  ruled: readonly Ruled[],
  facts: Facts,
  present: ReadonlyMap<string, Award>,
): { honour: Honour; what: 'given' | 'taken'; why: string[] }[] {
  return ruled.flatMap(({ honour, rule }) => {
    const award = present.get(honour.id);
    if (!rule || !honour.isOn || award?.state === 'revoked') return [];
    const isHeld = award?.state === 'held';
    if (isHeld && (award.isByHand || !honour.isTakenBack)) return [];
    if (rule.holds(facts) === isHeld) return [];
    const what = isHeld ? ('taken' as const) : ('given' as const);
    return { honour, what, why: reasonsOf(rule.explain(facts)) };
  });
}

const SIGNS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One emoji, or one to three letters or numbers. */
export function isMark(mark: string): boolean {
  const signs = [...SIGNS.segment(mark)].map(({ segment }) => segment);
  if (signs.length === 1 && /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\ufe0f?)$/v.test(mark)) return true;
  return signs.length <= 3 && /^[\p{L}\p{N}]{1,3}$/u.test(mark.normalize('NFC'));
}

/** Black or white, whichever can be read better on a colour; never below 4.5 to 1. */
export function inkOn(colour: string): { ink: '#000000' | '#ffffff'; contrast: number } {
  const [black, white] = [contrast(colour, '#000000'), contrast(colour, '#ffffff')];
  return black >= white ? { ink: '#000000', contrast: black } : { ink: '#ffffff', contrast: white };
}

/** The highest rank, and the badges that stand first, of what a member holds. */
export function besideName(
  honours: readonly Honour[],
  held: readonly string[],
  badges: number,
): readonly Honour[] {
  const own = honours.filter(({ id, isOn }) => isOn && held.includes(id));
  const [rank] = own
    .filter(({ kind }) => kind === 'rank')
    .toSorted((a, b) => (b.threshold ?? 0) - (a.threshold ?? 0));
  const first = own.filter(({ kind }) => kind === 'badge').toSorted((a, b) => a.position - b.position);
  return [...(rank ? [rank] : []), ...first.slice(0, badges)];
}
