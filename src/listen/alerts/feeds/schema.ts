import { z } from 'zod';

export const feedShape = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});
