import { parseArgs } from 'node:util';
import { stripStored } from '#platform/files/index.ts';
import { unsentOwners } from '#respond/replies/index.ts';
import { withApp } from './intake.ts';

const HELP = `Usage: rapport files strip [--dry-run]

Takes position, camera, times and names out of photos and films that were stored before Rapport did so when they came. What is clean stays
untouched; a file that cannot be followed is a document afterwards, and shown nowhere. Files of replies that have not left yet stay as they
were approved: run it again when they have. Rapport may run meanwhile, and Ctrl-C stops it between two files.

  --dry-run  only says how many there are; nothing is changed
`;

/** `rapport files strip`: cleans what is stored; works beside a running Rapport. */
export async function runFiles([what, ...rest]: string[]): Promise<number> {
  if (what === '--help' || what === '-h') {
    process.stdout.write(HELP);
    return 0;
  }
  if (what !== 'strip') {
    process.stderr.write(HELP);
    return 2;
  }
  const { values } = parseArgs({ args: rest, options: { 'dry-run': { type: 'boolean', default: false } } });
  const isDry = values['dry-run'];
  return withApp(async (app, signal) => {
    const { looked, found, documents, leaving, unread } = await stripStored(app, {
      isDry,
      signal,
      leaving: (owners) => unsentOwners(app, owners),
      onStep: (sums) =>
        void process.stderr.write(
          `${sums.looked} files looked at, ${sums.found} told of people or could not be followed\n`,
        ),
    });
    const done = isDry ? 'Nothing was changed.' : 'They are clean now.';
    const lost = documents === 0 ? '' : ` ${documents} could not be followed: documents, shown nowhere.`;
    const waiting = leaving === 0 ? '' : ` ${leaving} wait for a reply to leave: run it again.`;
    const failed = unread === 0 ? '' : ` ${unread} could not be read: the log says why.`;
    process.stdout.write(
      `${found} of ${looked} photos and films tell of people or cannot be followed. ${found === 0 ? 'Nothing to do.' : done}${lost}${waiting}${failed}\n`,
    );
    return unread > 0 || signal.aborted ? 1 : 0;
  });
}
