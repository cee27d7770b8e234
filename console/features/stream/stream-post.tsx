import { Link, useNavigate } from '@tanstack/react-router';
import { MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { PostView } from '../../api/types.ts';
import { Chip } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { PostCard } from '../posts/post-card.tsx';

export function StreamPost({ post }: { post: PostView }) {
  const navigate = useNavigate();
  const [isOpening, setIsOpening] = useState(false);
  const canOpen = post.deletedAt === null && !post.isOwn;
  const open = async () => {
    setIsOpening(true);
    try {
      const { conversationId } = await api.get<{ conversationId: string | null }>(
        `/inbox/of-post/${post.id}`,
      );
      if (conversationId === null) showToast({ text: t('stream.noConversation') });
      else
        void navigate({
          to: '/inbox/{-$conversationId}',
          params: { conversationId },
          search: { status: 'any' },
        });
    } catch (error) {
      toastError(error);
    }
    setIsOpening(false);
  };
  return (
    <PostCard
      post={post}
      footer={
        (post.topics.length > 0 || canOpen) && (
          <div className="stream-foot">
            {post.topics.map((topic) => (
              <Link key={topic.id} to="/stream" search={{ topic: topic.id }} className="stream-topic">
                <Chip>{topic.name}</Chip>
              </Link>
            ))}
            <span className="grow" />
            {canOpen && (
              <Button
                size="s"
                variant="ghost"
                icon={MessageSquareText}
                isBusy={isOpening}
                onClick={() => void open()}
              >
                {t('stream.conversation')}
              </Button>
            )}
          </div>
        )
      }
    />
  );
}
