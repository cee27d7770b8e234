import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../../api/client.ts';
import { ApiError } from '../../api/errors.ts';
import { deviceShelf as shelf } from '../../components/shelf.ts';
import { DraftSaver } from '../inbox/draft-saver.ts';
import type { ArticleDetail, WrittenView } from './types.ts';

/** What is written of an article's text. */
export interface Writing {
  title: string;
  body: string;
  slug: string | null;
}

/** The draft of a text, saved by itself: on this device at once, on the server a moment later. `overtaken` says that somebody else saved in between. */
export function useArticleDraft(article: ArticleDetail, written: WrittenView, userId: string) {
  const queryClient = useQueryClient();
  const [overtaken, setOvertaken] = useState<ApiError | null>(null);
  const [saver] = useState(() => {
    let { revision } = written.draft;
    const { language } = written;
    return new DraftSaver({
      key: `rapport.article.${userId}.${article.id}.${language}.${revision}`,
      shelf,
      saved: packed(written.draft),
      put: async (text, isLast) => {
        try {
          const given = { ...unpacked(text), revision };
          const path = `/knowledge/articles/${article.id}/texts/${language}/draft`;
          const saved = await api.put<{ revision: number }>(path, given, { isLast });
          revision = saved.revision;
          setOvertaken(null);
          void queryClient.invalidateQueries({ queryKey: ['knowledge', 'list'] });
        } catch (error) {
          if (error instanceof ApiError && error.code === 'article.overtaken') setOvertaken(error);
          throw error;
        }
      },
    });
  });
  const draft = useSyncExternalStore(saver.subscribe, saver.read);
  useEffect(() => {
    const onHide = () => void saver.save(true);
    globalThis.addEventListener('pagehide', onHide);
    return () => {
      globalThis.removeEventListener('pagehide', onHide);
      void saver.save(true);
    };
  }, [saver]);
  const writing = unpacked(draft.text);
  return {
    writing,
    state: draft.state,
    overtaken,
    write: (part: Partial<Writing>) => saver.write(packed({ ...writing, ...part })),
    save: () => saver.save(),
  };
}

export function packed({ title, body, slug }: Writing): string {
  return JSON.stringify({ title, body, slug });
}

/** What was packed; an empty text where it is none. */
export function unpacked(text: string): Writing {
  try {
    const { title, body, slug } = JSON.parse(text) as Partial<Writing>;
    return {
      title: String(title ?? ''),
      body: String(body ?? ''),
      slug: typeof slug === 'string' ? slug : null,
    };
  } catch {
    return { title: '', body: '', slug: null };
  }
}
