import type { Actor, App } from '#platform/app/index.ts';
import { suspensionTargetsPort } from '#platform/outbox/index.ts';
import { ownAccounts, samplePort } from '#people/brand/index.ts';
import { addNotice, resolveNotice, resolveNoticesAbout } from '#people/notices/index.ts';
import { touchesPort } from '#people/persons/index.ts';
import { segmentUsesPort } from '#people/segments/index.ts';
import { permissionsPort } from '#people/sessions/index.ts';
import { versionPort } from '#people/staff/index.ts';
import { copiesObserver } from '#listen/clusters/index.ts';
import { registerAlertSenders, relearnTopic, tidyAlerts } from '#listen/alerts/index.ts';
import { type PostObserver, postObserverPort } from '#listen/intake/index.ts';
import { anyPostsPort, postHoldsPort, postLabelsPort, topicPostsPort } from '#listen/posts/index.ts';
import { sampleStream } from '#listen/sample/index.ts';
import { brandAccountsPort, deliveriesPort, restartSourcesOf } from '#listen/sources/index.ts';
import { demandObserver } from '#listen/demand/index.ts';
import { labelsToCountPort, readCountedLabels, trendsObserver } from '#listen/trends/index.ts';
import { topicCorrections } from '#listen/topics/index.ts';
import { correctionObserverPort, labelStoredSoon, storedLabels } from '#listen/understanding/index.ts';
import { chatReplies } from '#connectors/chat/index.ts';
import { communityReplies } from '#connectors/community/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import {
  chatObserver,
  chatRooms,
  countHelped,
  noteMailsBack,
  registerChatMail,
} from '#respond/chat/index.ts';
import { forgetApprovals, replyApproval } from '#respond/approvals/index.ts';
import { caseOfConversation, labelCases } from '#respond/cases/index.ts';
import { cannedSuggestions } from '#respond/canned/index.ts';
import { tellCredited } from '#embrace/contributions/index.ts';
import { helpedPort } from '#measure/reports/index.ts';
import { threadSuggestions } from '#embrace/forum/index.ts';
import { settleVotesOf } from '#embrace/ideas/index.ts';
import { registerReviewMail, removeSampleReviews } from '#embrace/reviews/index.ts';
import { noteMemberMailsBack } from '#embrace/notifications/index.ts';
import { refuseAfterComplaint } from '#respond/satisfaction/index.ts';
import { endScheduledSoon, forgetScheduled } from '#respond/schedule/index.ts';
import { conversationConditions } from '#respond/conditions/index.ts';
import { caseMakerPort } from '#respond/routing/index.ts';
import {
  automaticPostsPort,
  conversationsOfCases,
  conversationCasesPort,
  conversationConditionsPort,
  conversationPromisesPort,
  conversationRepliesPort,
  conversationSpeakerPort,
  inboxCorrections,
  inboxHolds,
  inboxObserver,
  inboxTouches,
} from '#respond/inbox/index.ts';
import { stageCheck } from '#respond/coverage/index.ts';
import { suggestionSourcesPort } from '#respond/knowledge/index.ts';
import { exampleSource, voiceCheck } from '#respond/voice/index.ts';
import { casePromisesPort } from '#respond/case-page/index.ts';
import { promiseChips, readTold, recountLater } from '#respond/promises/index.ts';
import { noteAbout } from '#measure/contacts/index.ts';
import { indexSoon, searchForgets } from '#respond/search/index.ts';
import {
  automaticPosts,
  forgetReplies,
  listConversationReplies,
  noteDeliveries,
  readReply,
  registerReplySenders,
  speakerIn,
  releaseReplies,
  replyApprovalPort,
  replyChecksPort,
  scheduleEndedPort,
} from '#respond/replies/index.ts';
import {
  burnMails,
  clearDesk,
  clearShelf,
  closeCommunity,
  dropAddresses,
  forgetGrown,
  closeChat,
  dismissStaff,
  endApprovals,
  forgetPromises,
  loseVoice,
  scatter,
  undress,
  unmarkOutage,
  unwish,
} from './demo/index.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { segmentUses } from './segment-uses.ts';
import { permissionTable } from './features.ts';
import { keepOwnAccounts } from './own-accounts.ts';
import { suspensionTargets } from './suspension-targets.ts';
import { announceArrivals } from './arrivals.ts';
import { communityPlaces, wireCommunity } from './wiring-community.ts';
import { wireHooks } from './wiring-hooks.ts';
import { wireRules } from './wiring-rules.ts';

/** Events that browsers may hear of. */
export const LIVE_EVENTS: ReadonlySet<string> = new Set([
  'bus.resync',
  'canned.changed',
  'macro.progress',
  'macros.changed',
  'schedule.changed',
  'satisfaction.changed',
  'alert.changed',
  'approval.changed',
  'approvals.configured',
  'brand.changed',
  'case.changed',
  'community.changed',
  'contributions.changed',
  'forms.changed',
  'site.changed',
  'member.changed',
  'member.joined',
  'calendar.changed',
  'chat.changed',
  'chat.visitor',
  'coverage.changed',
  'demand.changed',
  'forum.changed',
  'imports.changed',
  'idea.changed',
  'import.changed',
  'intents.activated',
  'intents.changed',
  'intents.training',
  'inbox.changed',
  'inbox.presence',
  'knowledge.changed',
  'labels.corrected',
  'labels.progress',
  'understanding.changed',
  'voice.changed',
  'webhook.changed',
  'notice.added',
  'person.changed',
  'replay.changed',
  'outbox.switched',
  'promises.changed',
  'promises.progress',
  'reply.changed',
  'review.changed',
  'source.health',
  'routing.changed',
  'stream.arrived',
  'teams.changed',
  'topic.changed',
  'honours.changed',
  'moderation.changed',
  'trust.changed',
  'topic.progress',
]);

/** Every arrow between features that does not follow the loop's direction, in one place. */
export async function wire(app: App): Promise<void> {
  app.provide(permissionsPort, permissionTable);
  app.provide(versionPort, packageJson.version);
  await wireCommunity(app);
  app.provide(brandAccountsPort, { connected: ownAccounts });
  app.provide(deliveriesPort, {
    async note(at, network, deliveries) {
      await noteDeliveries(at, network, deliveries);
      await noteMailsBack(at, network, deliveries);
      await noteMemberMailsBack(at, network, deliveries);
    },
  });
  app.provide(samplePort, { ...sampleStream, remove: removeSample });
  // Rooms of the chat and threads of the community are in the database, so their connectors are made here.
  const connectors = app.use(connectorsPort);
  const replies = new Map(connectors.replies)
    .set('chat', chatReplies(chatRooms(app)))
    .set('community', communityReplies(communityPlaces(app)));
  app.provide(connectorsPort, { ...connectors, replies });
  app.provide(postObserverPort, observersOf([searchForgets, inboxObserver, chatObserver]));
  app.provide(postHoldsPort, inboxHolds);
  app.provide(touchesPort, inboxTouches);
  app.provide(segmentUsesPort, segmentUses);
  app.provide(postLabelsPort, storedLabels);
  app.provide(correctionObserverPort, {
    async onCorrected(app, actor, corrected) {
      await inboxCorrections.onCorrected(app, actor, corrected);
      await topicCorrections.onCorrected(app, actor, corrected);
    },
  });
  app.provide(topicPostsPort, {
    async onTopicPostsChanged(app, changes) {
      await trendsObserver.onTopicPostsChanged(app, changes);
      await demandObserver.onTopicPostsChanged(app, changes);
    },
  });
  app.provide(anyPostsPort, copiesObserver);
  app.provide(labelsToCountPort, { read: readCountedLabels });
  app.provide(conversationPromisesPort, promiseChips);
  app.provide(conversationConditionsPort, conversationConditions);
  app.provide(casePromisesPort, { read: readTold });
  app.provide(suggestionSourcesPort, [exampleSource, cannedSuggestions, threadSuggestions]);
  wireReplies(app);
  wireCases(app);
  app.provide(helpedPort, { read: countHelped });
  wireRules(app);
  wireHooks(app);
  registerReplySenders(app);
  registerChatMail(app);
  registerReviewMail(app);
  registerAlertSenders(app);
  await keepOwnAccounts(app);
}

/** What of ours can be suspended, and the cases of conversations. */
function wireCases(app: App): void {
  app.provide(suspensionTargetsPort, suspensionTargets);
  app.provide(conversationCasesPort, { label: labelCases });
  app.provide(caseMakerPort, {
    makeCase: async (at, actor, id, title) => void (await caseOfConversation(at, actor, id, { title })),
  });
}

/** What is asked before a reply leaves, and what goes with its conversation. */
function wireReplies(app: App): void {
  app.provide(replyChecksPort, [stageCheck, voiceCheck]);
  app.provide(scheduleEndedPort, endScheduledSoon);
  app.provide(replyApprovalPort, replyApproval);
  app.provide(automaticPostsPort, automaticPosts);
  app.provide(conversationSpeakerPort, { read: speakerIn });
  app.provide(conversationRepliesPort, {
    list: listConversationReplies,
    async forget(at, conversationIds) {
      await forgetApprovals(at, conversationIds);
      await forgetReplies(at, conversationIds);
      await forgetScheduled(at, conversationIds);
    },
  });
}

/** The sample goes with everything that it left elsewhere. */
async function removeSample(app: App, actor: Actor): Promise<void> {
  await sampleStream.remove(app, actor);
  await dismissStaff(app, actor);
  await tidyAlerts(app);
  await unmarkOutage(app, actor);
  await forgetGrown(app, actor);
  await clearShelf(app, actor);
  await unwish(app, actor);
  await removeSampleReviews(app, actor);
  await closeCommunity(app);
  await undress(app, actor);
  await clearDesk(app, actor);
  await closeChat(app, actor);
  await scatter(app, actor);
  await burnMails(app);
  await forgetPromises(app, actor);
  await endApprovals(app, actor);
  await loseVoice(app, actor);
  await dropAddresses(app, actor);
}

/** All of them hear of every change, one after the other. */
function observersOf(observers: readonly PostObserver[]): PostObserver {
  return {
    async onPostsStored(app, posts, came) {
      for (const observer of observers) await observer.onPostsStored(app, posts, came);
    },
    async onPostsDeleted(app, postIds) {
      for (const observer of observers) await observer.onPostsDeleted(app, postIds);
    },
    async onPostsRemoved(app, postIds) {
      for (const observer of observers) await observer.onPostsRemoved?.(app, postIds);
    },
  };
}

/** What one feature hears of another. Once per installation is enough, so only processes that work listen. */
export function listenAcross(app: App): void {
  announceArrivals(app);
  app.bus.on('brand.accounts_changed', ({ network }) => restartSourcesOf(app, network));
  app.bus.on('brand.accounts_changed', ({ network }) => releaseReplies(app, network));
  app.bus.on('calendar.changed', () => recountLater(app, 'A calendar changed'));
  app.bus.on('segment.changed', () => recountLater(app, 'A segment changed'));
  app.bus.on('calendar.changed', () =>
    app.jobs.enqueue('schedule.openings', {}, { key: 'schedule.openings' }),
  );
  app.bus.on('case.changed', ({ ids }) => noteAboutCases(app, ids));
  app.bus.on('knowledge.changed', ({ articleIds }) => tellCredited(app, articleIds));
  keepSearch(app);
  app.bus.on('person.changed', ({ accountIds }) => settleVotesOf(app, accountIds));
  app.bus.on('intents.activated', () => labelStoredSoon(app));
  app.bus.on('topic.changed', ({ topicId }) => relearnTopic(app, topicId));
  noticeTrouble(app);
  noticeReplies(app);
  app.bus.on('note.mentioned', ({ userId, conversationId, noteId, by, excerpt }) =>
    addNotice(app, {
      to: userId,
      level: 'info',
      title: `${by} mentioned you`,
      text: excerpt,
      link: `/inbox/${conversationId}`,
      key: `note:${noteId}`,
    }),
  );
  app.bus.on('inbox.seen', ({ userId, conversationId, hasLeft }) =>
    hasLeft ? undefined : resolveNoticesAbout(app, [`/inbox/${conversationId}`], userId),
  );
  app.bus.on('inbox.done', ({ ids }) =>
    resolveNoticesAbout(
      app,
      ids.map((id) => `/inbox/${id}`),
    ),
  );
}

/** Whoever wrote a reply hears of what became of it. */
function noticeReplies(app: App): void {
  app.bus.on('reply.came_back', ({ replyId, state }) =>
    state === 'complained' ? refuseAfterComplaint(app, replyId) : undefined,
  );
  app.bus.on('reply.came_back', ({ replyId, conversationId, to, state, reason }) =>
    addNotice(app, {
      to,
      level: 'error',
      title: state === 'bounced' ? 'A reply came back' : 'A recipient complained about a reply',
      text: reason,
      link: `/inbox/${conversationId}`,
      key: `reply-back:${replyId}`,
    }),
  );
  app.bus.on('reply.changed', async ({ replyId, conversationId, state }) => {
    if (state !== 'failed' && state !== 'uncertain') return resolveNotice(app, `reply:${replyId}`);
    const reply = await readReply(app, replyId);
    const title = state === 'failed' ? 'A reply could not be sent' : 'A reply may or may not have been sent';
    await addNotice(app, {
      // Nobody wrote an automatic answer.
      to: reply.isAutomatic ? 'owners' : reply.createdBy.id,
      level: 'error',
      title,
      text: reply.problem ?? '',
      link: `/inbox/${conversationId}`,
      key: `reply:${replyId}`,
    });
  });
}

/** Owners hear of what goes wrong by itself, and see the notice go when it is well again. */
function noticeTrouble(app: App): void {
  app.bus.on('source.unhealthy', ({ sourceId, name, problem }) =>
    addNotice(app, {
      to: 'owners',
      level: 'warning',
      title: `${name} needs a look`,
      text: problem,
      link: '/sources',
      key: `source:${sourceId}`,
    }),
  );
  app.bus.on('webhook.failing', ({ endpointId, name, problem, isOff }) =>
    addNotice(app, {
      to: 'owners',
      level: 'warning',
      title: isOff ? `The webhook ${name} was switched off` : `The webhook ${name} does not arrive`,
      text: problem,
      link: '/settings/webhooks',
      key: `webhook:${endpointId}`,
    }),
  );
  app.bus.on('fairness.alarm', ({ dimension, group, outcome, ratio }) =>
    addNotice(app, {
      to: 'owners',
      level: 'warning',
      title: 'Not everybody is treated alike',
      text: `By ${dimension}, group ${group}: ${outcome} at ${Math.round(ratio * 100)} % of the chance of others like them.`,
      link: '/fairness',
      key: 'fairness',
    }),
  );
  app.bus.on('fairness.fair', () => resolveNotice(app, 'fairness'));
  app.bus.on('webhook.recovered', ({ endpointId }) => resolveNotice(app, `webhook:${endpointId}`));
  app.bus.on('source.recovered', ({ sourceId }) => resolveNotice(app, `source:${sourceId}`));
}

/** What a conversation is about includes the type of its case. */
async function noteAboutCases(app: App, caseIds: readonly string[]): Promise<void> {
  const rows = await conversationsOfCases(app, caseIds);
  await noteAbout(
    app,
    rows.map(({ id }) => id),
  );
}

/** What is found changes with more than the news of conversations: notes, cases, names, articles. */
function keepSearch(app: App): void {
  app.bus.on('inbox.changed', ({ ids }) => indexSoon(app, 'conversation', ids));
  app.bus.on('case.changed', ({ ids }) => indexSoon(app, 'case', ids));
  app.bus.on('person.changed', ({ accountIds }) => indexSoon(app, 'person', accountIds));
  app.bus.on('knowledge.changed', ({ articleIds }) => indexSoon(app, 'article', articleIds));
}
