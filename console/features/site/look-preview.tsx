import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { SelectField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { EmptyState } from '../../components/page.tsx';
import { useDebounced } from '../../components/use-debounced.ts';
import { t } from '../../i18n/index.ts';
import { framedPath } from './framed-path.ts';
import { type Look, siteQueries } from './queries.ts';
import { Stage } from './stage.tsx';

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = ['desk', 'phone'] as const;

/** Real pages in the look that is being chosen, before anybody else sees it. */
export function LookPreview({
  look,
  isSaved,
  maySetUp,
}: {
  look: Look;
  isSaved: boolean;
  maySetUp: boolean;
}) {
  const parts = useQuery(siteQueries.navigation()).data?.parts ?? [];
  const [path, setPath] = useState<string | null>(null);
  const [scheme, setScheme] = useState<(typeof SCHEMES)[number]>('light');
  const [width, setWidth] = useState<(typeof WIDTHS)[number]>('desk');
  const settled = useDebounced(look, 500);
  const draft = useQuery({
    queryKey: ['site', 'draft', settled],
    queryFn: () => api.post<{ id: string }>('/site/look/drafts', settled),
    enabled: maySetUp,
    staleTime: 3_600_000,
    retry: false,
    placeholderData: (before: { id: string } | undefined) => before,
  });
  const shown = path ?? parts[0]?.path;
  if (shown === undefined)
    return <EmptyState isSmall title={t('site.preview.none')} text={t('site.preview.none.text')} />;
  const frame = draft.data && framedPath(shown, draft.data.id, scheme);
  return (
    <section className="site-preview" aria-label={t('site.preview')}>
      <div className="row site-preview-bar">
        <SelectField
          label={t('site.preview.page')}
          value={shown}
          choices={parts.map((part) => ({ value: part.path, label: part.label }))}
          onChange={(event) => setPath(event.target.value)}
        />
        <SelectField
          label={t('site.preview.scheme')}
          value={scheme}
          choices={SCHEMES.map((one) => ({ value: one, label: t(`site.preview.${one}`) }))}
          onChange={({ target: { value } }) => setScheme(value === 'dark' ? 'dark' : 'light')}
        />
        <SelectField
          label={t('site.preview.width')}
          value={width}
          choices={WIDTHS.map((one) => ({ value: one, label: t(`site.preview.${one}`) }))}
          onChange={({ target: { value } }) => setWidth(value === 'phone' ? 'phone' : 'desk')}
        />
      </div>
      {!isSaved && <FormError error={draft.error} />}
      {frame === undefined ? (
        <p className="faint">{maySetUp && t('site.preview.waiting')}</p>
      ) : (
        <Stage title={t('site.preview')} src={frame} width={width} />
      )}
    </section>
  );
}
