import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { type PageWords, pageWords, textOf } from './page-words.ts';

/** What became of a look at a page. `failed`: nobody knows; it is tried again. */
export type Looked = { kind: 'there'; words: PageWords; site: string } | { kind: 'none' | 'gone' | 'failed' };

const PAGE = { timeoutMs: 8000, maxBytes: 2 * 1024 * 1024, isForeign: true } as const;
const PICTURE = { timeoutMs: 8000, maxBytes: 5 * 1024 * 1024, isForeign: true } as const;
const IS_PAGE = /^(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i;

/** Asks a page what it is. Members write the address: it goes to public machines only, whatever the operator allows himself. */
export async function lookAt(app: App, url: string, signal: AbortSignal): Promise<Looked> {
  try {
    const accept = 'text/html,application/xhtml+xml';
    const answer = await app.outward.fetch(url, { ...PAGE, signal, headers: { accept } });
    const { status, headers, body } = answer;
    if (status === 404 || status === 410) return { kind: 'gone' };
    if (status >= 500 || status === 429) return { kind: 'failed' };
    const type = headers['content-type'] ?? '';
    if (status !== 200 || !IS_PAGE.test(type)) return { kind: 'none' };
    const words = pageWords(textOf(body, type), answer.url);
    const site = words?.site ?? new URL(answer.url).hostname.replace(/^www\./, '');
    return words ? { kind: 'there', words, site } : { kind: 'none' };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    // What is forbidden, too large or no address stays so; the rest may be better tomorrow.
    return { kind: /forbidden|too_large|too_many|invalid|unreadable/.test(error.code) ? 'none' : 'failed' };
  }
}

/** The bytes of a picture; undefined where there are none to be had. */
export async function fetchPicture(
  app: App,
  url: string,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    const { status, body } = await app.outward.fetch(url, { ...PICTURE, signal });
    return status === 200 && body.length > 0 ? body : undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
