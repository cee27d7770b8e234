import type { z } from 'zod';
import type { Condition } from '#lib/conditions/index.ts';
import type { DryRunView } from '#respond/routing/dry-run/schema.ts';
import type { Actions, RuleInput as Input, RulesView } from '#respond/routing/rules/schema.ts';
import type { Assign as AssignShape } from '#respond/routing/rules/schema.ts';
import type { teamShape, workerShape } from '#people/teams/schema.ts';

export type Rules = RulesView;
export type Rule = RulesView['rules'][number];
export type RuleInput = Omit<Input, 'when'> & { when: { version: 1; when: Condition } };
export type Trigger = Input['on'][number];
export type RuleActions = Actions;
export type Assign = AssignShape;
export type DryRun = DryRunView;
export type Team = z.output<typeof teamShape>;
export type Worker = z.output<typeof workerShape>;
