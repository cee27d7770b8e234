import { z } from 'zod';

export const watchersShape = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** A rule added them. */
      isByRule: z.boolean(),
    }),
  ),
});
export type WatchersView = z.output<typeof watchersShape>;

export const watchInput = z.object({ isWatching: z.boolean() });
