import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { languageName } from '#lib/names/index.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { knowledgeQueries } from './queries.ts';
import type { ArticleDetail } from './types.ts';

interface LanguageBarProps {
  article: ArticleDetail;
  current: string;
  onChoose(language: string): void;
}

/** The languages that an article is written in, and those that it could be. */
export function LanguageBar({ article, current, onChoose }: LanguageBarProps) {
  const mayWrite = useCan()('knowledge.write');
  const queryClient = useQueryClient();
  const spoken = useQuery(knowledgeQueries.centre()).data?.languages ?? [];
  const there = article.written.map(({ language }) => language);
  const missing = spoken.filter((language) => !there.includes(language));
  const from = article.written.find(({ language }) => language === current)!;
  const add = useMutation({
    mutationFn: (language: string) =>
      api.post(`/knowledge/articles/${article.id}/texts`, {
        language,
        title: from.draft.title,
        body: from.draft.body,
      }),
    onSuccess: async (_answer, language) => {
      await queryClient.invalidateQueries({ queryKey: ['knowledge', 'article', article.id] });
      onChoose(language);
    },
    onError: toastError,
  });
  if (there.length < 2 && missing.length === 0) return null;
  return (
    <div className="language-bar" role="group" aria-label={t('knowledge.language')}>
      {there.map((language) => (
        <Button
          key={language}
          size="s"
          variant={language === current ? 'secondary' : 'ghost'}
          aria-pressed={language === current}
          onClick={() => onChoose(language)}
        >
          {languageName(language)}
        </Button>
      ))}
      {mayWrite && missing.length > 0 && (
        <Menu
          trigger={
            <Button size="s" variant="ghost" icon={Plus} isBusy={add.isPending}>
              {t('knowledge.translate')}
            </Button>
          }
          entries={missing.map((language) => ({
            label: languageName(language),
            onSelect: () => add.mutate(language),
          }))}
        />
      )}
    </div>
  );
}
