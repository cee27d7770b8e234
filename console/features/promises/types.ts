import type { Condition } from '#lib/conditions/index.ts';
import type {
  policiesShape,
  PolicyInput,
  PolicyView,
  ReportView,
  TrialView,
} from '#respond/promises/schema.ts';
import type { z } from 'zod';
import type { behindShape } from '#respond/promises/schema.ts';

export type { PolicyView, ReportView, TrialView };
export type Policies = z.output<typeof policiesShape>;
export type BehindPage = z.output<typeof behindShape>;
export const KINDS = ['first', 'next', 'resolution'] as const;
export type Kind = (typeof KINDS)[number];

/** A policy while it is edited; targets are text as it is typed. */
export interface PolicyDraft extends Omit<PolicyInput, 'condition' | 'terms'> {
  condition: Condition;
  terms: Omit<PolicyInput['terms'], 'targets'>;
  targets: Record<Kind, string>[];
}
