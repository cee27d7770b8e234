import type { App } from '#platform/app/index.ts';
import { isOnline } from './domain.ts';
import { chatErrors } from './errors.ts';
import { selectLastMail } from './mails-store.ts';
import { selectLastAgent, selectMessages } from './messages-store.ts';
import type { ChatState } from './schema.ts';
import { selectByConversation } from './visits-store.ts';
import { mailboxOf } from './widgets.ts';
import { selectWidget } from './widgets-store.ts';

/** What colleagues see of the visitor beside a conversation. Throws `chat.no_chat`. */
export async function readChat(app: App, conversationId: string): Promise<ChatState> {
  const visit = await selectByConversation(app, conversationId);
  const widget = visit && (await selectWidget(app, visit.widgetId));
  if (!visit || !widget) throw chatErrors('chat.no_chat');
  const since = await selectMessages(app, visit.id, Math.max(visit.readSeq, visit.mailedSeq), 500);
  const unread = since.filter(({ sender }) => sender === 'agent').length;
  const unseen = await selectMessages(app, visit.id, visit.readSeq, 500);
  const mail = await selectLastMail(app, visit.id);
  return {
    visitId: visit.id,
    widget: { id: widget.id, name: widget.settings.name },
    kind: visit.kind,
    isOnline: visit.kind === 'chat' && isOnline(visit, await app.db.now()),
    isEnded: visit.endedAt !== null,
    startedAt: visit.startedAt.toISOString(),
    seenAt: visit.seenAt.toISOString(),
    page: visit.pageUrl === null ? null : { url: visit.pageUrl, title: visit.pageTitle ?? '' },
    language: visit.language,
    name: visit.name,
    mail: visit.mail,
    sub: visit.sub,
    isRead: !unseen.some(({ sender }) => sender === 'agent'),
    isAnswered: (await selectLastAgent(app, visit.id)) !== null,
    unread,
    mailed: mail ? { state: mail.state, at: mail.at.toISOString(), problem: mail.problem } : null,
    canMail: visit.mail !== null && (await mailboxOf(app, widget.settings)) !== undefined,
    rating: visit.rating === null ? null : { score: visit.rating, text: visit.ratingText ?? '' },
  };
}
