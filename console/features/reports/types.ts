import type { z } from 'zod';
import type {
  AgentsView,
  BacklogView,
  DeflectionView,
  Overview,
  ReportRow,
} from '#measure/reports/schema.ts';
import type { mailShape, mailsShape } from '#measure/reports/mails/schema.ts';
import type { behindShape } from '#measure/reports/schema.ts';

export type { AgentsView, BacklogView, DeflectionView, Overview, ReportRow };
export type Figures = Overview['total']['now'];
export type BehindPage = z.output<typeof behindShape>;
export type ReportMail = z.output<typeof mailShape>;
export type ReportMails = z.output<typeof mailsShape>;
export type Group = keyof Overview['by'];

/** What is behind a number: its name, and what the address asks. */
export interface Behind {
  title: string;
  what?: string;
  by?: Group | 'agent';
  key?: string;
  hour?: number;
  /** One day, instead of all that are asked for. */
  from?: string;
  to?: string;
  /** What waits now, of any age or of one, instead of what came in these days. */
  waiting?: 'any' | number;
}
