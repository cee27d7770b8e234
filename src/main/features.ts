import type { Role } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { auditMigrations } from '#platform/audit/index.ts';
import { filesFeature } from '#platform/files/index.ts';
import { outboxFeature } from '#platform/outbox/index.ts';
import { webhooksFeature } from '#platform/webhooks/index.ts';
import { accountsFeature } from '#people/accounts/index.ts';
import { auditLogFeature } from '#people/audit-log/index.ts';
import { brandFeature } from '#people/brand/index.ts';
import { calendarsFeature } from '#people/calendars/index.ts';
import { domainsFeature } from '#people/domains/index.ts';
import { membersFeature } from '#people/members/index.ts';
import { noticesFeature } from '#people/notices/index.ts';
import { personsFeature } from '#people/persons/index.ts';
import { siteFeature } from '#people/site/index.ts';
import { segmentsFeature } from '#people/segments/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { staffFeature } from '#people/staff/index.ts';
import { teamsFeature } from '#people/teams/index.ts';
import { clustersFeature } from '#listen/clusters/index.ts';
import { intakeFeature } from '#listen/intake/index.ts';
import { intentsFeature } from '#listen/intents/index.ts';
import { passingFeature } from '#listen/passing/index.ts';
import { pipelineFeature } from '#listen/pipeline/index.ts';
import { postsFeature } from '#listen/posts/index.ts';
import { receiversFeature } from '#listen/receivers/index.ts';
import { sourcesFeature } from '#listen/sources/index.ts';
import { topicsFeature } from '#listen/topics/index.ts';
import { demandFeature } from '#listen/demand/index.ts';
import { alertsFeature } from '#listen/alerts/index.ts';
import { trendsFeature } from '#listen/trends/index.ts';
import { understandingFeature } from '#listen/understanding/index.ts';
import { answersFeature } from '#respond/answers/index.ts';
import { approvalsFeature } from '#respond/approvals/index.ts';
import { conditionsFeature } from '#respond/conditions/index.ts';
import { hooksFeature } from '#respond/hooks/index.ts';
import { inboxFeature } from '#respond/inbox/index.ts';
import { coverageFeature } from '#respond/coverage/index.ts';
import { promisesFeature } from '#respond/promises/index.ts';
import { routingFeature } from '#respond/routing/index.ts';
import { cannedFeature } from '#respond/canned/index.ts';
import { casePageFeature } from '#respond/case-page/index.ts';
import { casesFeature } from '#respond/cases/index.ts';
import { knowledgeFeature } from '#respond/knowledge/index.ts';
import { priorityFeature } from '#respond/priority/index.ts';
import { triageFeature } from '#respond/triage/index.ts';
import { searchFeature } from '#respond/search/index.ts';
import { repliesFeature } from '#respond/replies/index.ts';
import { chatFeature } from '#respond/chat/index.ts';
import { formsFeature } from '#respond/forms/index.ts';
import { voiceFeature } from '#respond/voice/index.ts';
import { watchingFeature } from '#respond/watching/index.ts';
import { outOfHoursFeature } from '#respond/out-of-hours/index.ts';
import { macrosFeature } from '#respond/macros/index.ts';
import { satisfactionFeature } from '#respond/satisfaction/index.ts';
import { scheduleFeature } from '#respond/schedule/index.ts';
import { ideasFeature } from '#embrace/ideas/index.ts';
import { honoursFeature } from '#embrace/honours/index.ts';
import { moderationFeature } from '#embrace/moderation/index.ts';
import { trustFeature } from '#embrace/trust/index.ts';
import { notificationsFeature } from '#embrace/notifications/index.ts';
import { contributionsFeature } from '#embrace/contributions/index.ts';
import { forumFeature } from '#embrace/forum/index.ts';
import { reviewsFeature } from '#embrace/reviews/index.ts';
import { sitePagesFeature } from '#embrace/site-pages/index.ts';
import { togetherFeature } from '#embrace/together/index.ts';
import { importsFeature } from '#embrace/imports/index.ts';
import { contactsFeature } from '#measure/contacts/index.ts';
import { fairnessFeature } from '#measure/fairness/index.ts';
import { reportsFeature } from '#measure/reports/index.ts';

/** Every feature of the program, in the order of the loop. Adding one is one line here. */
export const features: readonly Feature[] = [
  outboxFeature,
  webhooksFeature,
  filesFeature,
  accountsFeature,
  auditLogFeature,
  brandFeature,
  calendarsFeature,
  domainsFeature,
  membersFeature,
  noticesFeature,
  personsFeature,
  segmentsFeature,
  sessionsFeature,
  siteFeature,
  staffFeature,
  teamsFeature,
  postsFeature,
  understandingFeature,
  topicsFeature,
  intentsFeature,
  intakeFeature,
  passingFeature,
  // Before the sources: their readers must find the way that batches go.
  pipelineFeature,
  sourcesFeature,
  receiversFeature,
  alertsFeature,
  trendsFeature,
  demandFeature,
  clustersFeature,
  triageFeature,
  inboxFeature,
  conditionsFeature,
  repliesFeature,
  approvalsFeature,
  hooksFeature,
  promisesFeature,
  coverageFeature,
  routingFeature,
  priorityFeature,
  casePageFeature,
  casesFeature,
  formsFeature,
  knowledgeFeature,
  answersFeature,
  chatFeature,
  voiceFeature,
  cannedFeature,
  macrosFeature,
  satisfactionFeature,
  scheduleFeature,
  outOfHoursFeature,
  watchingFeature,
  searchFeature,
  trustFeature,
  moderationFeature,
  notificationsFeature,
  honoursFeature,
  ideasFeature,
  forumFeature,
  contributionsFeature,
  reviewsFeature,
  sitePagesFeature,
  togetherFeature,
  importsFeature,
  contactsFeature,
  fairnessFeature,
  reportsFeature,
];

export const migrationFolders: readonly URL[] = [
  auditMigrations,
  ...features.flatMap((feature) => (feature.migrations ? [feature.migrations] : [])),
];

/** Permission → the roles that hold it, of all features. */
export const permissionTable: ReadonlyMap<string, readonly Role[]> = new Map(
  features.flatMap((feature) => Object.entries(feature.permissions ?? {})),
);
