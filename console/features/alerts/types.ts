import type { z } from 'zod';
import type { backtestShape } from '#listen/alerts/backtest/schema.ts';
import type { feedShape } from '#listen/alerts/feeds/schema.ts';
import type { incidentDetail, incidentShape } from '#listen/alerts/incidents/schema.ts';
import type { ruleInput, ruleShape, savedRule } from '#listen/alerts/rules/schema.ts';

export type Incident = z.output<typeof incidentShape>;
export type IncidentDetail = z.output<typeof incidentDetail>;
export type Rule = z.output<typeof ruleShape>;
export type SavedRule = z.output<typeof savedRule>;
export type RuleInput = z.output<typeof ruleInput>;
export type Backtest = z.output<typeof backtestShape>;
export type Feed = z.output<typeof feedShape>;
