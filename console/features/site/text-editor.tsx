import { ExternalLink, History } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { type PageText, useSaving } from './queries.ts';
import { Stage } from './stage.tsx';
import { TextFields, type Written } from './text-fields.tsx';
import { VersionsDialog } from './versions-dialog.tsx';

interface TextEditorProps {
  pageId: string;
  language: string;
  /** Undefined in a language that the page is not written in yet. */
  text: PageText | undefined;
}

/** A page's text in one language, and how what is saved of it looks. */
export function TextEditor({ pageId, language, text }: TextEditorProps) {
  const mayWrite = useCan()('site-pages.write');
  const [written, setWritten] = useState<Written>(() => writtenOf(text));
  const [isHistory, setHistory] = useState(false);
  const isChanged = JSON.stringify(written) !== JSON.stringify(writtenOf(text));
  const path = `/site/pages/${pageId}/texts/${language}`;
  const keep = () => api.put(path, { ...written, basedOn: text?.version ?? 0 });
  const save = useSaving(keep, () => showToast({ text: t('site.page.saved') }));
  const publish = useSaving(
    async () => {
      if (isChanged) await keep();
      await api.put(`${path}/published`);
    },
    () => showToast({ text: t('site.page.published') }),
  );
  const withdraw = useSaving(
    () => api.delete(`${path}/published`),
    () => showToast({ text: t('site.page.withdrawn') }),
  );
  useShortcuts([
    {
      keys: 'mod+s',
      label: t('site.page.save'),
      group: t('site.title'),
      isForWriting: true,
      run: () => void (mayWrite && isChanged && save.mutate()),
    },
  ]);
  const isReady = written.title.trim() !== '';
  return (
    <div className="site-editor">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          publish.mutate();
        }}
      >
        <fieldset className="stack site-plain" disabled={!mayWrite}>
          <TextFields language={language} written={written} onChange={setWritten} />
        </fieldset>
        <FormError error={save.error ?? publish.error ?? withdraw.error} />
        <div className="row site-acts">
          {mayWrite && (
            <>
              <Button type="submit" variant="primary" isBusy={publish.isPending} disabled={!isReady}>
                {t('site.page.publish')}
              </Button>
              <Button
                shortcut="mod+s"
                isBusy={save.isPending}
                disabled={!isReady || !isChanged}
                onClick={() => save.mutate()}
              >
                {t('site.page.save')}
              </Button>
              {text?.path && (
                <Button isBusy={withdraw.isPending} onClick={() => withdraw.mutate()}>
                  {t('site.page.withdraw')}
                </Button>
              )}
            </>
          )}
          {text && (
            <Button icon={History} onClick={() => setHistory(true)}>
              {t('site.page.versions')}
            </Button>
          )}
        </div>
      </form>
      {text && <Preview text={text} />}
      {text && isHistory && <VersionsDialog pageId={pageId} text={text} onClose={() => setHistory(false)} />}
    </div>
  );
}

const writtenOf = (text: PageText | undefined): Written => ({
  title: text?.title ?? '',
  slug: text?.slug ?? '',
  description: text?.description ?? '',
  markdown: text?.markdown ?? '',
});

function Preview({ text: { path, previewPath, version } }: { text: PageText }) {
  return (
    <section className="site-preview" aria-label={t('site.page.preview')}>
      <p className="row site-acts">
        {path !== null && (
          <a href={path} target="_blank" rel="noopener">
            {t('site.page.open')} <ExternalLink size={14} aria-hidden />
          </a>
        )}
        <a href={previewPath} target="_blank" rel="noopener">
          {t('site.page.previewLink')} <ExternalLink size={14} aria-hidden />
        </a>
      </p>
      <Stage key={version} title={t('site.page.preview')} src={previewPath} width="desk" />
    </section>
  );
}
