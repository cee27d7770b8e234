import { z } from 'zod';
import { feedErrors } from './errors.ts';

export interface FeedConfig {
  /** Where the feed is read. */
  url: string;
  /** Where it was first configured: posts keep it as their origin when the feed moves. */
  firstUrl: string;
}

const shape = z.object({
  url: z.string().trim().min(1).max(2048),
  firstUrl: z.string().max(2048).optional(),
});

/** A configuration from outside: `feed:` and a missing scheme are understood, only http and https are read. */
export function parseFeedConfig(input: unknown): FeedConfig {
  const parsed = shape.safeParse(input);
  if (!parsed.success)
    throw feedErrors('source.config_invalid', {
      field: 'url',
      reason: 'An address of at most 2,048 characters is needed.',
    });
  const url = readAddress(parsed.data.url);
  return { url, firstUrl: parsed.data.firstUrl ?? url };
}

/** An address as people type it, made whole. Throws AppError `source.config_invalid`. */
export function readAddress(typed: string): string {
  const bare = typed
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'https://');
  const whole =
    /^[a-z][a-z0-9+.-]*:/i.test(bare) && !/^[\w.-]+:\d+/.test(bare)
      ? bare
      : `https://${bare.replace(/^\/+/, '')}`;
  const url = URL.parse(whole);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '')
    throw feedErrors('source.config_invalid', {
      field: 'url',
      reason: 'It must be a web address that starts with http:// or https://.',
    });
  url.hash = '';
  return url.href;
}
