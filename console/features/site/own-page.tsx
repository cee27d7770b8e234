import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { languageName } from '#lib/names/index.ts';
import { api } from '../../api/client.ts';
import { useGo } from '../../app/go.ts';
import { useCan } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { useUndoKey } from '../../app/undo-key.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { type PageDetail, siteQueries, useChanging } from './queries.ts';
import './site.css';
import { mainText } from './state.ts';
import { TextEditor } from './text-editor.tsx';

/** One page of the company's own: where it stands, and its text in each language. */
export function OwnPage() {
  const { pageId = '' } = useParams({ strict: false });
  const page = useQuery(siteQueries.page(pageId));
  useUndoKey(t('site.title'));
  return (
    <Page
      title={mainText(page.data?.texts ?? [])?.title ?? t('site.tab.pages')}
      toolbar={
        <Link to="/settings/site" search={{ tab: 'pages' }} className="back-link">
          <ArrowLeft size={14} aria-hidden />
          {t('site.tab.pages')}
        </Link>
      }
      width="wide"
    >
      <Loaded query={page} rows={6}>
        {(detail) => <Whole page={detail} />}
      </Loaded>
    </Page>
  );
}

function Whole({ page }: { page: PageDetail }) {
  const mayWrite = useCan()('site-pages.write');
  const spoken = useQuery(siteQueries.navigation()).data?.languages ?? [];
  const [chosen, setChosen] = useState(mainText(page.texts)?.language ?? 'en');
  const languages = [...new Set([...page.texts.map(({ language }) => language), ...spoken])];
  const text = page.texts.find(({ language }) => language === chosen);
  const place = useChanging((wished: string) =>
    api.put(`/site/pages/${page.id}/place`, { place: wished === 'none' ? null : wished }),
  );
  return (
    <div className="stack">
      <div className="row site-preview-bar">
        <SelectField
          label={t('site.page.place')}
          value={page.place ?? 'none'}
          disabled={!mayWrite || place.isPending}
          choices={(['header', 'footer', 'none'] as const).map((one) => ({
            value: one,
            label: t(`site.page.place.${one}`),
          }))}
          onChange={(event) => place.mutate(event.target.value)}
        />
        <SelectField
          label={t('site.page.language')}
          value={chosen}
          choices={languages.map((tag) => ({
            value: tag,
            label: page.texts.some(({ language }) => language === tag)
              ? languageName(tag)
              : t('site.page.addLanguage', { language: languageName(tag) }),
          }))}
          onChange={(event) => setChosen(event.target.value)}
        />
        {mayWrite && <Remove page={page} />}
      </div>
      <TextEditor key={`${chosen} ${text?.version ?? 0}`} pageId={page.id} language={chosen} text={text} />
    </div>
  );
}

function Remove({ page: { id, texts } }: { page: PageDetail }) {
  const go = useGo();
  const remove = useChanging(
    () => api.delete(`/site/pages/${id}`),
    () => {
      offerUndo({
        text: t('site.page.removed', { title: mainText(texts)?.title ?? '' }),
        undo: async () => void (await api.post(`/site/pages/${id}/restore`)),
      });
      go('/settings/site?tab=pages');
    },
  );
  return (
    <Button icon={Trash2} isBusy={remove.isPending} onClick={() => remove.mutate(undefined)}>
      {t('site.page.remove')}
    </Button>
  );
}
