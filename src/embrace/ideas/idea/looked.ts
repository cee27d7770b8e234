import type { App } from '#platform/app/index.ts';
import { type Doer, written } from '#embrace/forum/index.ts';
import { screen } from '#embrace/moderation/index.ts';

interface Said {
  kind: 'idea' | 'comment' | 'reason';
  id: string;
  title: string;
  /** The title of the idea that it is said of: whoever says it did not write that. */
  about?: string;
  markdown: string;
  html: string;
}

/**
 * What a member wrote, as it may be shown: words may have been replaced, and it may have to wait for a colleague. In the transaction that
 * stores it; colleagues are not looked at. Throws what `screen` throws.
 */
export async function looked(
  app: App,
  doer: Doer,
  { kind, id, title, about, markdown, html }: Said,
): Promise<{ title: string; markdown: string; html: string; isHeld: boolean }> {
  if (doer.memberId === null) return { title, markdown, html, isHeld: false };
  const member = { id: doer.memberId };
  const seen = await screen(app, { kind, id, member, title, about, text: markdown, html });
  const text =
    seen.text === markdown || seen.text === '' ? { markdown, html } : await written(app, seen.text);
  return {
    title: seen.title || title,
    markdown: text.markdown,
    html: text.html,
    isHeld: seen.verdict === 'hold',
  };
}
