import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, serverNow } from '../../api/client.ts';
import { ApiError } from '../../api/errors.ts';
import type { ConversationDetail, ConversationStatus, ReplyView } from '../../api/types.ts';
import { offerUndo } from '../../app/undo.ts';
import { showToast } from '../../components/toast-store.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { outboxQueries } from '../outbox/queries.ts';
import { covers } from '../outbox/suspension.ts';
import { useObjections } from '../voice/use-objections.ts';
import { noteOwnChange, useChange } from './changes.ts';
import { HOLD_SECONDS } from './hold.ts';
import { inboxQueries, loadedRows, rowFields, writeRows } from './queries.ts';
import { changeRow } from './queue.ts';
import { keyFor, type SendAttempt } from './send-key.ts';

export interface Outgoing {
  text: string;
  postId: string;
  accountId: string;
  thenStatus: 'waiting' | 'done' | 'open';
  /** The person has seen that the same text went out a moment ago, and means it. */
  isConfirmed?: boolean;
  /** Double braces stand there on purpose. */
  areGapsMeant?: boolean;
  envelope?: { subject?: string; to?: string[]; cc?: string[]; bcc?: string[] } | undefined;
  fileIds?: string[];
  /** What speaks against it, and why it is sent nevertheless. */
  overrides?: { code: string; reason: string }[];
  approval?: { alternatives: string[]; note: string | null } | undefined;
}

interface SendWiring {
  detail: ConversationDetail;
  /** Changes the draft. */
  write(text: string): void;
  onSentAndDone(): void;
}

/** Something that looks like a mistake, and what is sent along when it is none. */
interface Doubted {
  outgoing: Outgoing;
  meant: Pick<Outgoing, 'isConfirmed' | 'areGapsMeant'>;
  reason: string;
}

const MEANT: Readonly<Record<string, Doubted['meant']>> = {
  'reply.same_text': { isConfirmed: true },
  'reply.unfilled': { areGapsMeant: true },
};

/**
 * Queues a reply. The words stay in the field until the server has them; asking twice is harmless, because the same words carry the same
 * key. Undo takes the reply back as long as it has not left, with the conversation as it was.
 */
export function useSendReply({ detail, write, onSentAndDone }: SendWiring) {
  const queryClient = useQueryClient();
  const takeBack = useTakeBack(write);
  const attempt = useRef<SendAttempt | null>(null);
  const [doubted, setDoubted] = useState<Doubted | null>(null);
  const objections = useObjections<Outgoing>();
  const mutation = useMutation({
    mutationFn: (outgoing: Outgoing) => {
      attempt.current = keyFor(attempt.current, [
        detail.id,
        outgoing.postId,
        outgoing.accountId,
        outgoing.text,
        JSON.stringify([outgoing.envelope, outgoing.fileIds, outgoing.approval]),
      ]);
      const sendAt = new Date(serverNow() + HOLD_SECONDS * 1000).toISOString();
      return api.post<ReplyView>(`/inbox/${detail.id}/replies`, {
        ...outgoing,
        idempotencyKey: attempt.current.key,
        sendAt,
      });
    },
    onSuccess: (reply, sent) => {
      attempt.current = null;
      setDoubted(null);
      objections.clear();
      write('');
      const waits = reply.state === 'waiting';
      showQueued(queryClient, detail.id, reply, waits ? detail.status : sent.thenStatus);
      offerUndo({
        text: waits
          ? t('approvals.sent')
          : isSuspended(queryClient, { id: sent.accountId, network: detail.author.network })
            ? t('inbox.composer.suspended')
            : t('inbox.composer.sent', { seconds: HOLD_SECONDS }),
        undo: () => takeBack(reply, sent, detail.status),
      });
      if (sent.thenStatus === 'done' && !waits) onSentAndDone();
    },
    onError: (error, outgoing) => {
      const meant = error instanceof ApiError ? MEANT[error.code] : undefined;
      if (meant !== undefined && error instanceof ApiError) {
        setDoubted({ outgoing, meant, reason: error.message });
        return;
      }
      if (objections.take(error, outgoing)) return;
      toastError(error);
      // No answer does not mean that it was not taken: the thread shows it if it was.
      renew(queryClient, detail.id);
    },
  });
  return {
    send: (outgoing: Outgoing) => {
      if (!mutation.isPending) mutation.mutate(outgoing);
    },
    isSending: mutation.isPending,
    doubted,
    dismissDoubt: () => setDoubted(null),
    objections,
  };
}

/** As far as the banner of this screen knows. */
function isSuspended(queryClient: QueryClient, account: { id: string; network: string }): boolean {
  const known = queryClient.getQueryData(outboxQueries.suspensions().queryKey);
  return known?.items.some((suspension) => covers(suspension, account)) === true;
}

function useTakeBack(write: (text: string) => void) {
  const queryClient = useQueryClient();
  const change = useChange();
  return async (reply: ReplyView, sent: Outgoing, before: ConversationStatus) => {
    try {
      await api.post(`/replies/${reply.id}/cancel`);
    } catch (error) {
      toastError(error);
      return;
    } finally {
      renew(queryClient, reply.conversationId);
    }
    write(sent.text);
    if (before !== sent.thenStatus && before !== 'snoozed') {
      // Queueing the reply made a newer version of the conversation, which the change has to name.
      const fresh = { ...inboxQueries.detail(reply.conversationId), staleTime: 0 };
      const detail = await queryClient.fetchQuery(fresh).catch(() => null);
      if (detail !== null) writeRows(queryClient, [rowFields(detail)]);
      if (detail?.status === sent.thenStatus) change([reply.conversationId], { status: before });
    }
    showToast({ text: t('inbox.composer.unsent') });
  };
}

function showQueued(
  queryClient: QueryClient,
  id: string,
  reply: ReplyView,
  status: ConversationStatus,
): void {
  queryClient.setQueryData<ConversationDetail>(['inbox', 'detail', id], (detail) =>
    detail === undefined
      ? detail
      : { ...detail, replies: [...detail.replies.filter((other) => other.id !== reply.id), reply] },
  );
  noteOwnChange([id]);
  writeRows(
    queryClient,
    [...loadedRows(queryClient, [id]).values()].map((row) => changeRow(rowFields(row), { status }, () => '')),
  );
  renew(queryClient, id);
}

function renew(queryClient: QueryClient, id: string): void {
  for (const queryKey of [['inbox', 'detail', id], ['inbox', 'counts'], ['outbox'], ['approvals']])
    void queryClient.invalidateQueries({ queryKey });
}
