import { alerts } from './en/alerts.ts';
import { approvals } from './en/approvals.ts';
import { calendars } from './en/calendars.ts';
import { canned } from './en/canned.ts';
import { casePage } from './en/case-page.ts';
import { cases } from './en/cases.ts';
import { chat } from './en/chat.ts';
import { clusters } from './en/clusters.ts';
import { common } from './en/common.ts';
import { contributions } from './en/contributions.ts';
import { community } from './en/community.ts';
import { honours } from './en/honours.ts';
import { moderation } from './en/moderation.ts';
import { conditions } from './en/conditions.ts';
import { segments } from './en/segments.ts';
import { views } from './en/views.ts';
import { coverage } from './en/coverage.ts';
import { domains } from './en/domains.ts';
import { demand } from './en/demand.ts';
import { endpoint } from './en/endpoint.ts';
import { files } from './en/files.ts';
import { floods } from './en/floods.ts';
import { forms } from './en/forms.ts';
import { ideas } from './en/ideas.ts';
import { reviews } from './en/reviews.ts';
import { inbox } from './en/inbox.ts';
import { labels } from './en/labels.ts';
import { intents } from './en/intents.ts';
import { knowledge } from './en/knowledge.ts';
import { mailbox } from './en/mailbox.ts';
import { macros } from './en/macros.ts';
import { notices } from './en/notices.ts';
import { outbox } from './en/outbox.ts';
import { persons } from './en/persons.ts';
import { posts } from './en/posts.ts';
import { promises } from './en/promises.ts';
import { priority } from './en/priority.ts';
import { search } from './en/search.ts';
import { reports } from './en/reports.ts';
import { wallboard } from './en/wallboard.ts';
import { routing } from './en/routing.ts';
import { outOfHours } from './en/out-of-hours.ts';
import { watching } from './en/watching.ts';
import { satisfaction } from './en/satisfaction.ts';
import { schedule } from './en/schedule.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { site } from './en/site.ts';
import { sources } from './en/sources.ts';
import { stream } from './en/stream.ts';
import { teams } from './en/teams.ts';
import { topics } from './en/topics.ts';
import { trends } from './en/trends.ts';
import { understanding } from './en/understanding.ts';
import { voice } from './en/voice.ts';
import { fairness } from './en/fairness.ts';
import { members } from './en/members.ts';
import { receivers } from './en/receivers.ts';
import { webhooks } from './en/webhooks.ts';
import { welcome } from './en/welcome.ts';

/** Every string of the console, flat, one file per feature. Keys begin with the feature's name. */
export const en = {
  ...common,
  ...calendars,
  ...chat,
  ...canned,
  ...casePage,
  ...cases,
  ...clusters,
  ...shell,
  ...alerts,
  ...approvals,
  ...community,
  ...contributions,
  ...honours,
  ...moderation,
  ...conditions,
  ...segments,
  ...views,
  ...coverage,
  ...demand,
  ...domains,
  ...endpoint,
  ...files,
  ...floods,
  ...forms,
  ...ideas,
  ...reviews,
  ...inbox,
  ...labels,
  ...intents,
  ...knowledge,
  ...mailbox,
  ...macros,
  ...notices,
  ...outbox,
  ...persons,
  ...posts,
  ...promises,
  ...priority,
  ...search,
  ...reports,
  ...wallboard,
  ...routing,
  ...outOfHours,
  ...watching,
  ...satisfaction,
  ...schedule,
  ...settings,
  ...webhooks,
  ...receivers,
  ...fairness,
  ...members,
  ...signIn,
  ...site,
  ...sources,
  ...stream,
  ...teams,
  ...topics,
  ...trends,
  ...understanding,
  ...voice,
  ...welcome,
} as const;
