import type { z } from 'zod';
import type {
  ApprovalView,
  countsShape,
  Outlook,
  Policy,
  PolicyInput,
  Settings,
  TrialView,
  TrustView,
  whoShape,
} from '#respond/approvals/schema.ts';

export type { ApprovalView, Outlook, Policy, PolicyInput, Settings, TrialView, TrustView };
export type Counts = z.output<typeof countsShape>;
export type Who = z.output<typeof whoShape>;
export type Step = PolicyInput['terms']['steps'][number];
export type ListName = 'decide' | 'mine' | 'decided';
