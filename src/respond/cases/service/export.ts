import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { caseHtml } from '../domain/case-html.ts';
import { readCase, WHOLE } from './detail.ts';

/** The whole case as a file. */
export async function exportCase(
  app: App,
  actor: Actor,
  id: string,
  format: 'json' | 'html',
): Promise<{ name: string; mediaType: string; body: string }> {
  const detail = await readCase(app, actor, id, WHOLE);
  await audit(app, actor, { action: 'case.exported', subject: detail.id, detail: { format } });
  const name = `case-${detail.number}.${format}`;
  return format === 'json'
    ? { name, mediaType: 'application/json; charset=utf-8', body: JSON.stringify(detail, null, 2) }
    : { name, mediaType: 'text/html; charset=utf-8', body: caseHtml(detail) };
}
