import { rebuildIndex } from '#respond/search/index.ts';
import { withApp } from './intake.ts';

const HELP = `Usage: rapport search rebuild

Forgets what the search knows and reads it again from what is stored; Rapport may run meanwhile.
`;

/** `rapport search rebuild`: forgets the index and builds it again; works beside a running Rapport. */
export async function runSearch([what, ...rest]: string[]): Promise<number> {
  if (what === '--help' || what === '-h') {
    process.stdout.write(HELP);
    return 0;
  }
  if (what !== 'rebuild' || rest.length > 0) {
    process.stderr.write(HELP);
    return 2;
  }
  return withApp(async (app) => {
    const started = performance.now();
    await rebuildIndex(app);
    process.stdout.write(`Built in ${((performance.now() - started) / 1000).toFixed(0)} s.\n`);
    return 0;
  });
}
