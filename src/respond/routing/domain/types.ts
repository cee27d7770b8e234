import type { CompiledCondition, Facts } from '#lib/conditions/index.ts';
import type { Actions, Assign } from '../rules/schema.ts';
import type { Trigger } from './triggers.ts';

/** A rule made ready. */
export interface ReadyRule {
  id: string;
  name: string;
  condition: CompiledCondition;
  actions: Actions;
  stops: boolean;
  on: readonly Trigger[];
}

/** Somebody who could have the conversation, as things are at the moment of the decision. */
export interface Candidate {
  id: string;
  name: string;
  teamIds: readonly string[];
  skills: readonly string[];
  languages: readonly string[];
  capacity: number;
  /** What they have, in the same measure as the capacity. */
  load: number;
  isAway: boolean;
  /** Within their working hours. */
  isWorking: boolean;
  /** When they were last given something, in milliseconds; 0 for never. */
  lastTurn: number;
}

export interface TeamNow {
  id: string;
  name: string;
  leadId: string | null;
  isOpen: boolean;
  outOfHours: 'queue' | 'on-call';
  onCallId: string | null;
}

/** Everything that a decision may look at. */
export interface Situation {
  facts: Facts;
  /** Only its labels changed, and were these: rules that fitted then have had their say. Absent or null where all rules are asked. */
  labelsBefore?: readonly string[] | null;
  /** What happened, in words; absent where it arrived, or its labels changed. */
  because?: string;
  /** It is done: nobody gets it unless a rule opens it. */
  isDone?: boolean;
  /** What the conversation takes of somebody's capacity. */
  weight: number;
  assigneeId: string | null;
  teamId: string | null;
  /** A person decided who has it: rules leave assignee and team alone. */
  isByHand: boolean;
  lastAgentId: string | null;
  candidates: readonly Candidate[];
  teams: ReadonlyMap<string, TeamNow>;
}

/** Who gets it, or why nobody does. */
export type Choice =
  | { readonly person: Candidate; readonly why: string }
  | { readonly person: null; readonly why: string };

/** What the rules want together. */
export interface Plan {
  /** Of the rules that fitted, in their order. */
  rules: readonly { id: string; name: string }[];
  teamId: string | null;
  assigneeId: string | null;
  labels: readonly string[];
  status: 'open' | 'done' | null;
  makeCase: string | null;
  /** Ids of people. */
  notify: readonly string[];
  /** What the first rule that answers by itself would say, should it have arrived while we are closed. */
  answer: { id: string; name: string; answer: NonNullable<Actions['answer']> } | null;
  /** Who watches, by the rule that wants it. */
  watching: readonly { rule: { id: string; name: string }; userIds: readonly string[] }[];
  /** Set when it waits for somebody to have room. */
  waits: { ruleName: string; how: Assign } | null;
  /** For the history; empty when nothing fitted. */
  reason: string;
}
