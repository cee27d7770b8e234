import { type App, systemActor } from '#platform/app/index.ts';
import { startSample } from '#people/brand/index.ts';
import { countRecentPosts } from '#listen/posts/index.ts';
import { listSources } from '#listen/sources/index.ts';
import { nameAddresses } from './address.ts';
import { askForApprovals } from './approvals.ts';
import { openCases } from './cases.ts';
import { openChat } from './chat.ts';
import { gather } from './community.ts';
import { shelveArticles } from './articles.ts';
import { layDesk } from './desk.ts';
import { wish } from './ideas.ts';
import { growKnowledge } from './knowledge-grown.ts';
import { writeMails } from './mails.ts';
import { openCommunity } from './members.ts';
import { whisper } from './messages.ts';
import { markOutage } from './mark.ts';
import { praise } from './reviews.ts';
import { dressUp } from './site.ts';
import { hireStaff } from './staff.ts';
import { formTeams } from './teams.ts';
import { findVoice } from './voice.ts';
import { doWork } from './work.ts';

export { dropAddresses } from './address.ts';
export { endApprovals } from './approvals.ts';
export { clearShelf } from './articles.ts';
export { clearDesk } from './desk.ts';
export { closeChat } from './chat.ts';
export { scatter } from './community.ts';
export { unwish } from './ideas.ts';
export { forgetGrown } from './knowledge-grown.ts';
export { burnMails } from './mails.ts';
export { forgetPromises } from './promises.ts';
export { closeCommunity } from './members.ts';
export { unmarkOutage } from './mark.ts';
export { undress } from './site.ts';
export { dismissStaff } from './staff.ts';
export { loseVoice } from './voice.ts';

const PATIENCE_MS = 120_000;

/**
 * Fills an empty database with a company that looks alive: the sample stream, colleagues and their work of two weeks. Needs the sources
 * to be read meanwhile. Answers false and does nothing when there are posts already.
 */
export async function fillDemo(app: App, onStep: (text: string) => void = () => undefined): Promise<boolean> {
  if ((await countRecentPosts(app, 3650)) > 0) return false;
  onStep('The sample company tells its two weeks …');
  await startSample(app, systemActor);
  await untilToldSoFar(app);
  const staff = await hireStaff(app);
  onStep('Its people catch up with their work …');
  await doWork(app, staff);
  await formTeams(app, staff);
  await openCases(app, staff);
  await markOutage(app, staff[0]!);
  await shelveArticles(app, staff[0]!);
  await openCommunity(app, staff[0]!);
  await dressUp(app, staff[0]!);
  await layDesk(app, staff);
  await openChat(app, staff);
  await gather(app, staff);
  await growKnowledge(app, staff);
  await wish(app, staff);
  await praise(app, staff);
  await askForApprovals(app, staff);
  await writeMails(app);
  await whisper(app);
  await nameAddresses(app, staff[0]!);
  await findVoice(app, staff[0]!);
  // Otherwise whoever looks at once sees trends that are a minute behind, and empty.
  await app.jobs.enqueue('posts.count', {});
  return true;
}

/** Resolves when the history of the story is stored and only its live part is still to come. */
async function untilToldSoFar(app: App): Promise<void> {
  const end = app.clock.now().getTime() + PATIENCE_MS;
  for (;;) {
    const source = (await listSources(app)).find(({ kind }) => kind === 'sample');
    // Written together with the posts themselves.
    if ((source?.lagSeconds ?? Infinity) < 60) return;
    if (app.clock.now().getTime() > end)
      throw new Error(
        'The sample stream does not arrive. Is a process with "rapport listen" or "rapport serve" running?',
      );
    await app.clock.sleep(200);
  }
}
