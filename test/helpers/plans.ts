import type { App } from '#platform/app/index.ts';

/** The same app, whose statements are explained instead of run; `last` is the plan of the one before. */
export function plansOf(app: App): { app: App; last(): string } {
  let plan = '';
  const query: App['db']['query'] = async (text, values) => {
    const lines = await app.db.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
    plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    return [];
  };
  return { app: { ...app, db: { ...app.db, query } }, last: () => plan };
}
