import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bold, ImageUp, Italic, Link2, List, ListOrdered, Heading } from 'lucide-react';
import { useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan, useUser } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { FormError } from '../../components/form-error.tsx';
import { sendFile } from '../../components/files/send-file.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { useDebounced } from '../../components/use-debounced.ts';
import { type Format, formatted } from './format.ts';
import { knowledgeQueries } from './queries.ts';
import type { ArticleDetail, WrittenView } from './types.ts';
import { useArticleDraft } from './use-article-draft.ts';

interface EditorProps {
  article: ArticleDetail;
  written: WrittenView;
}

/** Title and Markdown on one side, what readers will see on the other. Saves by itself. */
export function ArticleEditor({ article, written }: EditorProps) {
  const can = useCan();
  const user = useUser();
  const queryClient = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const { writing, state, overtaken, write, save } = useArticleDraft(article, written, user.id);
  const [isPreview, setIsPreview] = useState(false);
  const mayWrite = can('knowledge.write');
  const mayPublish = can('knowledge.publish');
  const publish = useMutation({
    mutationFn: async () => {
      await save();
      await api.post(`/knowledge/articles/${article.id}/texts/${written.language}/publish`);
    },
    onSuccess: () => showToast({ text: t('knowledge.published') }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['knowledge'] }),
  });
  const group = t('knowledge.article');
  useShortcuts([
    { keys: 'mod+s', label: t('knowledge.save'), group, isForWriting: true, run: () => void save() },
    ...(mayPublish
      ? [
          {
            keys: 'mod+Enter',
            label: t('knowledge.publish'),
            group,
            isForWriting: true,
            run: () => publish.mutate(),
          },
        ]
      : []),
  ]);
  const format = (how: Format) => {
    const area = field.current;
    if (!area) return;
    const { text, start, end } = formatted(writing.body, area.selectionStart, area.selectionEnd, how);
    write({ body: text });
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(start, end);
    });
  };
  return (
    <section className="article-editor" aria-label={t('knowledge.editor')}>
      {overtaken !== null && (
        <Callout
          tone="warn"
          title={t('knowledge.overtaken')}
          actions={<Button onClick={() => window.location.reload()}>{t('knowledge.overtaken.load')}</Button>}
        >
          {overtaken.message}
        </Callout>
      )}
      <input
        className="input article-title-field"
        aria-label={t('knowledge.articleTitle')}
        placeholder={t('knowledge.articleTitle')}
        maxLength={200}
        readOnly={!mayWrite}
        lang={written.language}
        value={writing.title}
        onChange={(event) => write({ title: event.target.value })}
      />
      {mayWrite && (
        <FormatBar articleId={article.id} onFormat={format} isPreview={isPreview} onPreview={setIsPreview} />
      )}
      <div className="article-sides" data-preview={isPreview}>
        <textarea
          ref={field}
          className="input article-body-field"
          aria-label={t('knowledge.body')}
          placeholder={t('knowledge.body.hint')}
          readOnly={!mayWrite}
          lang={written.language}
          value={writing.body}
          onChange={(event) => write({ body: event.target.value })}
        />
        <Preview body={writing.body} language={written.language} />
      </div>
      <FormError error={publish.error} />
      <div className="article-foot">
        <span className="faint grow" role="status">
          {t(`knowledge.saved.${state}`)}
        </span>
        {mayPublish && (
          <Button
            variant="primary"
            shortcut="mod+Enter"
            isBusy={publish.isPending}
            onClick={() => publish.mutate()}
          >
            {t(written.state === 'draft' ? 'knowledge.publish' : 'knowledge.publishAgain')}
          </Button>
        )}
      </div>
    </section>
  );
}

const FORMATS = [
  { how: 'heading', icon: Heading },
  { how: 'bold', icon: Bold },
  { how: 'italic', icon: Italic },
  { how: 'link', icon: Link2 },
  { how: 'list', icon: List },
  { how: 'steps', icon: ListOrdered },
] as const;

interface FormatBarProps {
  articleId: string;
  isPreview: boolean;
  onPreview(isPreview: boolean): void;
  onFormat(how: Format): void;
}

function FormatBar({ isPreview, onPreview, onFormat }: FormatBarProps) {
  const picture = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: (file: File) =>
      sendFile(file, {
        name: file.name,
        purpose: 'article',
        signal: new AbortController().signal,
        onProgress: () => undefined,
      }),
    onSuccess: ({ id, name }) => onFormat({ picture: `/help/files/${id}`, alt: name.replace(/\.\w+$/, '') }),
    onError: toastError,
  });
  return (
    <div className="format-bar" role="toolbar" aria-label={t('knowledge.format')}>
      {FORMATS.map(({ how, icon }) => (
        <IconButton
          key={how}
          size="s"
          icon={icon}
          label={t(`knowledge.format.${how}`)}
          onClick={() => onFormat(how)}
        />
      ))}
      <input
        ref={picture}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        hidden
        aria-label={t('knowledge.format.picture')}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) upload.mutate(file);
          target.value = '';
        }}
      />
      <IconButton
        size="s"
        icon={ImageUp}
        label={t('knowledge.format.picture')}
        disabled={upload.isPending}
        onClick={() => picture.current?.click()}
      />
      <span className="grow" />
      <Button
        size="s"
        variant="ghost"
        className="preview-switch"
        aria-pressed={isPreview}
        onClick={() => onPreview(!isPreview)}
      >
        {t('knowledge.preview')}
      </Button>
    </div>
  );
}

/** What readers will see; pictures come from here until the article is published. */
function Preview({ body, language }: { body: string; language: string }) {
  const settled = useDebounced(body, 300);
  const { data } = useQuery(knowledgeQueries.preview(settled));
  const html = (data?.html ?? '').replaceAll('src="/help/files/', 'src="/api/v1/files/');
  return (
    <div
      className="article-preview"
      aria-label={t('knowledge.preview')}
      role="region"
      tabIndex={0}
      lang={language}
    >
      {html === '' ? (
        <p className="faint">{t('knowledge.preview.empty')}</p>
      ) : (
        // Cleaned by the server with an allow-list.
        <div dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </div>
  );
}
