import { z } from 'zod';

export const promised = z.object({
  /** Hours of the calendar until the first answer; null: nothing is promised. */
  hours: z.number().min(0.1).max(1000).multipleOf(0.1).nullable(),
  /** Null: the standard calendar. */
  calendarId: z.string().max(60).nullable(),
});
export const promiseShape = promised.extend({ categoryId: z.string(), name: z.string() });
export const lateShape = z.object({ late: z.int() });
