import type { App } from '#platform/app/index.ts';
import type { CommunitySettings } from '#people/members/index.ts';

/** One click ends it (RFC 8058), lists are told apart (RFC 2919), and no machine answers it (RFC 3834). */
export function headersOf(
  app: App,
  { name }: Pick<CommunitySettings, 'name'>,
  endUrl: string,
): Record<string, string> {
  const { hostname } = new URL(app.config.publicUrl);
  return {
    'List-Unsubscribe': `<${endUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': `${name.replaceAll(/[^\p{L}\p{N} ]/gu, '')} <community.${hostname}>`,
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  };
}
