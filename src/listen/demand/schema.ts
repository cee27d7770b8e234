import { z } from 'zod';
import { isZone } from '#lib/zone/index.ts';

const name = z.string().trim().min(1).max(120);

const item = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .nullable()
  .describe('What outlets sell against it, as their stock names it');
const leadDays = z
  .int()
  .min(1)
  .max(90)
  .describe('Outlets that run short before so many days are over are told of');
const alertFrom = z.number().min(2).max(9).describe('Standard deviations from which on an area is told of');
const itemNames = z
  .array(z.string().trim().min(1).max(120))
  .max(50)
  .describe('Other names under which the stock has the item');
const zone = z
  .string()
  .max(64)
  .refine(isZone, { error: 'is no time zone that is known' })
  .describe('By whose clocks days are counted');
const topicIds = z.array(z.string()).min(1).max(50);

export const needInput = z.object({
  name,
  topicIds,
  item: item.default(null),
  itemNames: itemNames.default([]),
  zone: zone.default('UTC'),
  leadDays: leadDays.default(7),
  alertFrom: alertFrom.default(4),
});
export type NeedInput = z.input<typeof needInput>;
export const needChange = z.object({ name, topicIds, item, itemNames, zone, leadDays, alertFrom }).partial();
export type NeedChange = z.input<typeof needChange>;

export const needShape = z.object({
  id: z.string(),
  name: z.string(),
  topicIds: z.array(z.string()),
  item: z.string().nullable(),
  itemNames: z.array(z.string()),
  zone: z.string(),
  leadDays: z.number(),
  alertFrom: z.number(),
  isCounting: z.boolean().describe('Days are still to be counted'),
  dueDays: z.number().describe('How many of its days are still to be counted, of 63 when it is new'),
  openAlerts: z.number(),
});
export type NeedView = z.infer<typeof needShape>;

export const DAYS = [1, 3, 7] as const;
export const LONGEST_WINDOW = 7;
export const pictureQuery = z.object({
  days: z
    .enum(['1', '3', '7'])
    .default('3')
    .transform((days) => Number(days) as (typeof DAYS)[number])
    .describe('Days of the window, today among them'),
});

const place = {
  country: z.string().describe('ISO 3166-1 code'),
  region: z.string().describe('Empty where only the country is known'),
  area: z.string().describe('Great city around which it lies; empty for the rest of the region'),
};
export const placeQuery = z.object({
  country: z.string().max(2),
  region: z.string().max(120).default(''),
  area: z.string().max(120).default(''),
});

const excess = {
  people: z.number().nullable().describe('Who wrote in the window; null for one to four'),
  expected: z.number().nullable().describe('How many usually write; null where the people are hidden'),
  sigma: z.number().nullable().describe('Standard deviations above the place’s own usual'),
};

export const outletCover = z.object({
  code: z.string(),
  name: z.string(),
  onHand: z.number(),
  perDay: z.number(),
  daysOfCover: z.number().nullable().describe('At today’s demand; null where nothing is sold'),
  isShort: z.boolean(),
});

export const areaShape = z.object({
  ...place,
  ...excess,
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  uplift: z.number().describe('How much more than usual is reckoned to be asked for'),
  series: z.array(z.number().nullable()).describe('People of each of the last 28 days; null for one to four'),
  outlets: z.array(outletCover),
});
export type AreaView = z.infer<typeof areaShape>;

export const regionShape = z.object({ country: place.country, region: place.region, ...excess });

export const transferShape = z.object({
  from: z.string(),
  fromName: z.string(),
  to: z.string(),
  toName: z.string(),
  pieces: z.number(),
  kilometres: z.number(),
});

export const pictureShape = z.object({
  need: needShape,
  days: z.number(),
  from: z.string(),
  to: z.string(),
  countedDays: z.number().describe('Days that the usual was learned from'),
  areas: z.array(areaShape),
  regions: z.array(regionShape),
  hiddenAreas: z.number().describe('Areas with one to four people, which are not shown'),
  items: z
    .array(z.object({ name: z.string(), how: z.enum(['same', 'alike', 'named']) }))
    .describe('Names of the stock that are taken for the item, and why'),
  transfers: z.array(transferShape),
  alerts: z.array(
    z.object({
      id: z.string(),
      ...place,
      sigma: z.number(),
      highestSigma: z.number(),
      people: z.number(),
      expected: z.number(),
      beganAt: z.string(),
      endedAt: z.string().nullable(),
    }),
  ),
});
export type PictureView = z.infer<typeof pictureShape>;

export const outletInput = z.object({
  code: z.string().trim().min(1).max(120),
  name,
  city: z.string().trim().max(120).optional(),
  region: z.string().trim().max(120).optional(),
  country: z.string().trim().max(120).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  item: z.string().trim().min(1).max(120).optional(),
  onHand: z.number().min(0).optional(),
  perDay: z.number().min(0).optional(),
});
export type OutletInput = z.infer<typeof outletInput>;
export const outletsInput = z.object({ outlets: z.array(outletInput).min(1).max(20_000) });
export const outletsCsv = z.object({ csv: z.string().max(8_000_000) });

export const outletShape = z.object({
  code: z.string(),
  name: z.string(),
  ...place,
  city: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  stock: z.array(
    z.object({ item: z.string(), onHand: z.number(), perDay: z.number(), updatedAt: z.string() }),
  ),
});
export type OutletView = z.infer<typeof outletShape>;
export const takenShape = z.object({
  outlets: z.number(),
  stock: z.number(),
  notPlaced: z.array(z.string()),
});
