import type { Html } from '#lib/html/index.ts';

/** A document of XML 1.0, which has no signs for control. */
export function xmlOf(body: Html): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${body}`.replaceAll(
    /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
    '',
  );
}
