import { z } from 'zod';
import { idOf, pageOf } from '#platform/http/index.ts';

export const noticeShape = z.object({
  id: idOf('ntc'),
  level: z.enum(['info', 'warning', 'error']),
  title: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});
export const noticesShape = pageOf(noticeShape).extend({ unread: z.number().int() });
export const noticeParams = z.object({ id: idOf('ntc') });
