import { z } from 'zod';
import { LABEL_KEYS } from '../said.ts';

/** Stands for the model folder of this machine where an address would. */
export const LOCAL = 'local';

const address = z
  .string()
  .trim()
  .max(500)
  .refine(
    (url) => url === '' || url === LOCAL || /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
    `must be an http or https address, or ${LOCAL}`,
  );

/** PUT /understanding/slow. */
export const slowTierInput = z
  .object({
    isOn: z.boolean(),
    /** Up to and without `/chat/completions`: `https://models.example/v1`. `local` for the folder on this machine. */
    url: address,
    model: z.string().trim().max(200),
    /** Kept sealed and never shown again. Absent: the one there is stays. Empty: it goes. */
    key: z.string().max(1000).optional(),
    requestsPerDay: z.number().int().min(1).max(1_000_000),
    tokensPerDay: z.number().int().min(1000).max(1_000_000_000),
    timeoutMs: z.number().int().min(1000).max(120_000),
  })
  .refine(
    ({ isOn, url, model }) => !isOn || url === LOCAL || (url !== '' && model !== ''),
    'needs an address and a model to be on',
  );
export type SlowTierInput = z.infer<typeof slowTierInput>;

/** GET /understanding/slow. */
export const slowTierView = z.object({
  isOn: z.boolean(),
  url: z.string(),
  model: z.string(),
  /** The model folder that the operator has named, with what is wrong with it; null where he named none. */
  local: z.object({ name: z.string(), problem: z.string().nullable() }).nullable(),
  hasKey: z.boolean(),
  requestsPerDay: z.number(),
  tokensPerDay: z.number(),
  timeoutMs: z.number(),
  /** Nobody asks until then, because it failed; null while it works. */
  restingUntil: z.iso.datetime().nullable(),
  problem: z.string().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  /** `known` are posts whose answer was known from an equal text. */
  today: z.object({
    requests: z.number(),
    tokens: z.number(),
    answers: z.number(),
    failures: z.number(),
    known: z.number(),
  }),
  comparison: z.array(
    z.object({
      label: z.enum(LABEL_KEYS),
      /** Posts that both spoke about, and on which they said the same. */
      both: z.number(),
      same: z.number(),
      /** Posts about which a person has spoken too, and who was right there. */
      judged: z.number(),
      quickRight: z.number(),
      slowRight: z.number(),
    }),
  ),
});
export type SlowTierView = z.infer<typeof slowTierView>;

/** POST /understanding/slow/trial. */
export const slowTierTrial = z.object({
  isFine: z.boolean(),
  problem: z.string().nullable(),
  milliseconds: z.number(),
  said: z.record(z.string(), z.string()).nullable(),
});
