import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { ChatForm } from './chat-form.tsx';
import './chat.css';
import { Install } from './install.tsx';
import { chatQueries, type SavedWidget, type WidgetWish } from './queries.ts';
import { NEW_WIDGET, wishOf } from './wish.ts';

const back = () => <BackLink to="/settings/chat">{t('chat.title')}</BackLink>;

/** A new chat. */
export function NewChatPage() {
  const go = useNavigate();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (wish: WidgetWish) => api.post<SavedWidget>('/chat-widgets', wish),
    onSuccess: async (saved) => {
      queryClient.setQueryData(['chat-secret', saved.id], saved.secret);
      await queryClient.invalidateQueries({ queryKey: ['chat-widgets'] });
      await go({ to: '/settings/chat/$widgetId', params: { widgetId: saved.id } });
    },
  });
  return (
    <Page title={t('chat.add')} toolbar={back()}>
      <ChatForm initial={NEW_WIDGET} error={save.error} isBusy={save.isPending} onSave={save.mutate} />
    </Page>
  );
}

/** One chat: how it looks, what to paste, and whom the company vouches for. */
export function ChatPage() {
  const { widgetId } = useParams({ strict: false });
  const widgets = useQuery(chatQueries.all());
  const go = useNavigate();
  const queryClient = useQueryClient();
  const [isRemoving, setRemoving] = useState(false);
  const renew = () => queryClient.invalidateQueries({ queryKey: ['chat-widgets'] });
  const save = useMutation({
    mutationFn: (wish: WidgetWish) => api.put<SavedWidget>(`/chat-widgets/${widgetId ?? ''}`, wish),
    onSuccess: async () => {
      await renew();
      showToast({ text: t('chat.saved') });
    },
  });
  const widget = widgets.data?.find(({ id }) => id === widgetId);
  if (!widget)
    return (
      <Page title={t('chat.one')} toolbar={back()}>
        {widgets.isPending ? (
          <SkeletonRows label={t('common.loading')} />
        ) : (
          <ErrorState
            error={widgets.error ?? new Error(t('chat.gone'))}
            onRetry={() => void widgets.refetch()}
          />
        )}
      </Page>
    );
  return (
    <Page
      title={widget.name}
      toolbar={back()}
      actions={
        <Button variant="ghost" onClick={() => setRemoving(true)}>
          {t('chat.remove')}
        </Button>
      }
    >
      <div className="stack">
        <Install widget={widget} onRenewed={() => void renew()} />
        <Section title={t('chat.settings')}>
          <ChatForm
            key={widget.id}
            initial={wishOf(widget)}
            error={save.error}
            isBusy={save.isPending}
            onSave={save.mutate}
          />
        </Section>
      </div>
      <Confirm
        title={t('chat.remove.title', { name: widget.name })}
        text={t('chat.remove.text')}
        confirm={t('chat.remove')}
        isDanger
        isOpen={isRemoving}
        onOpenChange={setRemoving}
        onConfirm={async () => {
          await api.delete(`/chat-widgets/${widget.id}`);
          await renew();
          await go({ to: '/settings/chat' });
        }}
      />
    </Page>
  );
}
