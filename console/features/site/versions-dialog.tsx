import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { diffOf, type Piece } from '#lib/diff/index.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { type PageText, siteQueries, useChanging, type VersionView } from './queries.ts';

/** What was saved before, what changed since, and a way back. */
export function VersionsDialog({
  pageId,
  text,
  onClose,
}: {
  pageId: string;
  text: PageText;
  onClose(): void;
}) {
  const mayWrite = useCan()('site-pages.write');
  const versions = useQuery(siteQueries.versions(pageId, text.language));
  const [chosen, setChosen] = useState(Math.max(1, text.version - 1));
  const restore = useChanging(
    (version: number) => api.post(`/site/pages/${pageId}/texts/${text.language}/versions/${version}/restore`),
    () => {
      showToast({ text: t('site.page.saved') });
      onClose();
    },
  );
  return (
    <Dialog
      title={t('site.page.versions')}
      text={t('site.page.versions.text')}
      size="l"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          {mayWrite && chosen !== text.version && (
            <Button variant="primary" isBusy={restore.isPending} onClick={() => restore.mutate(chosen)}>
              {t('site.history.restore', { version: chosen })}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={versions} rows={4}>
        {(all) => (
          <div className="stack">
            <SelectField
              label={t('site.page.versions')}
              value={String(chosen)}
              choices={all.map(({ version, savedBy, savedAt }) => ({
                value: String(version),
                label: `${t('site.history.version', { version })} · ${new Date(savedAt).toLocaleString()} · ${savedBy}`,
              }))}
              onChange={(event) => setChosen(Number(event.target.value))}
            />
            <Difference version={all.find(({ version }) => version === chosen)} text={text} />
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

function Difference({ version, text }: { version: VersionView | undefined; text: PageText }) {
  if (!version) return null;
  const whole = (one: { title: string; markdown: string }) => `${one.title}\n\n${one.markdown}`;
  return (
    <div className="site-difference" role="region" aria-label={t('site.page.versions')} tabIndex={0}>
      {keyed(diffOf(whole(version), whole(text))).map(({ key, kind, text: piece }) => {
        if (kind === 'gone') return <del key={key}>{piece}</del>;
        return kind === 'new' ? <ins key={key}>{piece}</ins> : <span key={key}>{piece}</span>;
      })}
    </div>
  );
}

/** Each piece with what tells it from the others: where it begins. */
function keyed(pieces: readonly Piece[]): (Piece & { key: string })[] {
  let at = 0;
  return pieces.map((piece) => ({ ...piece, key: `${piece.kind} ${(at += piece.text.length)}` }));
}
