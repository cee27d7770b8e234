import { rebuildIndex } from '#respond/search/index.ts';
import { withApp } from './intake.ts';

/** `rapport search rebuild`: forgets the index and builds it again; works beside a running Rapport. */
export async function runSearch([what, ...rest]: string[]): Promise<number> {
  if (what !== 'rebuild' || rest.length > 0) {
    process.stderr.write('Usage: rapport search rebuild\n');
    return 2;
  }
  return withApp(async (app) => {
    const started = performance.now();
    await rebuildIndex(app);
    process.stdout.write(`Built in ${((performance.now() - started) / 1000).toFixed(0)} s.\n`);
    return 0;
  });
}
