import type { App } from '#platform/app/index.ts';
import { switchObserverPort } from '#platform/outbox/index.ts';
import { registerHookTypes, registerWebhookSender } from '#platform/webhooks/index.ts';
import { memberHookTypes } from '#people/members/index.ts';
import { approvalHookTypes } from '#respond/approvals/index.ts';
import { caseHookTypes } from '#respond/cases/index.ts';
import { conversationHookTypes, suspensionHooks, suspensionHookTypes } from '#respond/hooks/index.ts';
import { promiseHookTypes } from '#respond/promises/index.ts';
import { replyHookTypes } from '#respond/replies/index.ts';
import { satisfactionHookTypes } from '#respond/satisfaction/index.ts';
import { contributionHookTypes } from '#embrace/contributions/index.ts';
import { forumHookTypes } from '#embrace/forum/index.ts';
import { ideaHookTypes } from '#embrace/ideas/index.ts';
import { reviewHookTypes } from '#embrace/reviews/index.ts';

/** What webhooks can hear of, in every process, before anything is told. */
export function wireHooks(app: App): void {
  registerHookTypes(app, [
    ...conversationHookTypes,
    ...replyHookTypes,
    ...caseHookTypes,
    ...promiseHookTypes,
    ...satisfactionHookTypes,
    ...approvalHookTypes,
    ...suspensionHookTypes,
    ...forumHookTypes,
    ...ideaHookTypes,
    ...reviewHookTypes,
    ...memberHookTypes,
    ...contributionHookTypes,
  ]);
  registerWebhookSender(app);
  app.provide(switchObserverPort, suspensionHooks);
}
