import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { overviewQuery, subjectShape } from '../schema.ts';

export const reportId = idOf('report');

export const reportInput = overviewQuery.extend({
  title: text(160),
  days: z.number().int().min(1).max(90).default(30),
});
export type ReportInput = z.output<typeof reportInput>;

export const reportShape = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  createdBy: z.string(),
});
export type ReportView = z.input<typeof reportShape>;

/** The link is told once; only its hash is kept. */
export const newReportShape = reportShape.extend({ link: z.string() });

export const weeklyInput = z.object({
  subject: subjectShape,
  /** Decides what Monday morning is. */
  zone: z.string().max(64),
  isOn: z.boolean(),
});
export type WeeklyInput = z.output<typeof weeklyInput>;

export const weeklyShape = z.object({
  /** Subjects that one gets by mail. */
  subjects: z.array(z.string()),
  /** Without a mail server nothing can be sent. */
  canMail: z.boolean(),
});
