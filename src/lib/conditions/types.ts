/** What is known of something. A fact that is absent or null is not known. */
export type FactValue = string | number | boolean | readonly string[] | null;
export type Facts = Readonly<Record<string, FactValue | undefined>>;

/**
 * `choice`: one value of a set. `text`: free text. `list`: several texts, each once. `number`. `yes-no`. `words`: what somebody wrote, asked in the
 * topics language.
 */
export type FactType = 'choice' | 'text' | 'list' | 'number' | 'yes-no' | 'words';

/** A fact that conditions may ask for. */
export interface FactDefinition {
  /** Stable: stored conditions name it. `customer.earlier` */
  name: string;
  type: FactType;
  /** Fits "… is 5": "earlier conversations with them". */
  label: string;
  /** Heading under which editors list it. */
  group: string;
  /** Of numbers: `minutes`. */
  unit?: string | undefined;
  /** Of choices and lists: the values with their names. */
  values?: readonly { value: string; label: string }[] | undefined;
  /** Other values than these may be asked for, too. */
  isOpen?: boolean | undefined;
  /** What it may be asked for; absent: anything. Reach may decide who watches, and nothing else; what was before is known of a change alone. */
  only?: Purpose | undefined;
}

/** What follows from a condition, or what it is asked about, where that must be told: `change` asks what happened just now. */
export type Purpose = 'watching' | 'change';

/** Facts by name. */
export type Catalogue = ReadonlyMap<string, FactDefinition>;

export type Operator =
  | 'is'
  | 'is-not'
  | 'is-any-of'
  | 'is-none-of'
  | 'contains'
  | 'contains-not'
  | 'has-any-of'
  | 'has-all-of'
  | 'has-none-of'
  | 'at-least'
  | 'at-most'
  | 'more-than'
  | 'less-than'
  | 'between'
  | 'matches'
  | 'matches-not'
  | 'known'
  | 'unknown';

export type Operand = string | number | boolean | readonly string[] | readonly [number, number];

/** One question about one fact. `known` and `unknown` have no value. */
export interface Question {
  readonly fact: string;
  readonly op: Operator;
  readonly value?: Operand | undefined;
}

/** All hold, at least one holds, none holds. An empty `all` holds always. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly none: readonly Condition[] }
  | Question;

/** The form that is stored and sent. A later form gets another version, and this one stays readable. */
export interface StoredCondition {
  readonly version: 1;
  readonly when: Condition;
}

/** Why something is no condition. */
export interface ConditionProblem {
  /** Where: `when.all[1].value`. */
  readonly path: string;
  readonly message: string;
}

/** What became of a condition, part by part. */
export interface Verdict {
  readonly isMatch: boolean;
  /** The part in words, with what was found where it asks for a fact. */
  readonly text: string;
  /** Of a group. */
  readonly kind?: GroupKind | undefined;
  readonly parts: readonly Verdict[];
}

export const GROUPS = ['all', 'any', 'none'] as const;
export type GroupKind = (typeof GROUPS)[number];

/** The kind of a group; undefined for a question. */
export function groupKind(condition: Condition): GroupKind | undefined {
  return GROUPS.find((kind) => Object.hasOwn(condition, kind));
}

/** A group of `parts`, joined as `kind` says. */
export function groupOf(kind: GroupKind, parts: readonly Condition[]): Condition {
  if (kind === 'all') return { all: parts };
  return kind === 'any' ? { any: parts } : { none: parts };
}

/** The conditions of a group; none for a question. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'none' in condition ? condition.none : [];
}
