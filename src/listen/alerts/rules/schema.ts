import { z } from 'zod';
import { isZone } from '#lib/hours/index.ts';
import { idOf, text } from '#platform/http/index.ts';

export const ruleId = idOf('rule');
export const severityShape = z.number().int().min(1).max(10);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 22:00');

export const zoneName = z.string().max(60).refine(isZone, { error: 'is no time zone that is known' });

export const quietHours = z.object({
  from: time,
  to: time,
  zone: zoneName,
  /** An incident of at least this severity is told all the same; 11 for none. */
  unlessSeverity: z.number().int().min(1).max(11).default(8),
});
export type QuietHours = z.output<typeof quietHours>;

export const deliveryInput = z.object({
  /** A notice in the console, to owners or to those who get mail. */
  notices: z.boolean().default(true),
  /** Ids of staff who get mail. */
  mailTo: z.array(idOf('user')).max(50).default([]),
  webhookUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  quiet: quietHours.nullable().default(null),
  /** Everything at once, or together at the full hour or at eight in the morning. */
  digest: z.enum(['none', 'hourly', 'daily']).default('none'),
});
export type Delivery = z.output<typeof deliveryInput>;

/** What a rule watches for. */
export const conditionInput = z.object({
  kind: z.enum(['spike', 'threshold', 'posts']),
  /** Empty: all topics. */
  topicIds: z.array(idOf('topic')).max(500).default([]),
  /** By whose clocks days and weeks are counted. */
  zone: zoneName.default('UTC'),
  sensitivity: z.enum(['low', 'normal', 'high']).default('normal'),
  leastSeverity: severityShape.default(1),
  posts: z.number().int().min(1).max(1_000_000).default(50),
  minutes: z.number().int().min(1).max(720).default(60),
  perHour: z.number().int().min(1).max(60).default(4),
});
export type Condition = z.output<typeof conditionInput>;

export const ruleInput = conditionInput.extend({
  name: text(120),
  isOn: z.boolean().default(true),
  delivery: deliveryInput.prefault({}),
});
export type RuleInput = z.output<typeof ruleInput>;

export const ruleShape = z.object({
  ...ruleInput.shape,
  id: z.string(),
  delivery: deliveryInput,
  hasWebhookSecret: z.boolean(),
  snoozedUntil: z.iso.datetime().nullable(),
  /** What the judgements of its last incidents suggest: `useless` of `judged`; telling from `severity` on would have left out so many. */
  advice: z
    .object({
      judged: z.number(),
      useless: z.number(),
      severity: z.number(),
      leftOut: z.number(),
      lost: z.number(),
    })
    .nullable(),
  createdAt: z.iso.datetime(),
});
export type RuleView = z.output<typeof ruleShape>;

/** With the webhook's secret, which is shown once. */
export const savedRule = ruleShape.extend({ webhookSecret: z.string().nullable() });
export type SavedRule = z.output<typeof savedRule>;
