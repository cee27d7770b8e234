import type { z } from 'zod';
import type { reportShape } from '#measure/fairness/schema.ts';
import type { ConversationRow } from '../../api/types.ts';

export type Report = z.infer<typeof reportShape>;
export type Dimension = keyof Report['dimensions'];
export type Outcome = keyof Report['dimensions']['reach']['outcomes'];
export type Comparison = Report['dimensions']['reach']['outcomes']['answered'][number];
export type Group = Report['dimensions']['reach']['groups'][number];
export interface Missed {
  items: ConversationRow[];
}
