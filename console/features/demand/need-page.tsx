import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Download, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { undoLast } from '../../app/undo.ts';
import { BackLink } from '../../components/back-link.tsx';
import { IconButton } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Menu } from '../../components/menu.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { BehindPanel } from './behind-panel.tsx';
import { NeedDialog } from './need-dialog.tsx';
import { NeedPicture } from './need-picture.tsx';
import { demandQueries } from './queries.ts';
import { Reckoned } from './reckoned.tsx';
import { type PictureSearch, placeOf, readPictureSearch, WINDOWS } from './search.ts';
import type { PictureView, WindowDays } from './types.ts';
import { useDemandLive, useRemoveNeed } from './use-demand.ts';
import { windowLabel } from './words.ts';
import './demand.css';

/** Where a need stands out, and which outlets run short because of it. */
export function NeedPage() {
  const { needId } = useParams({ from: '/shell/demand/$needId' });
  const search = useSearch({ from: '/shell/demand/$needId' });
  const days = search.days ?? 3;
  const navigate = useNavigate();
  const picture = useQuery(demandQueries.picture(needId, days));
  useDemandLive();
  const change = (next: PictureSearch, isReplaced: boolean) =>
    void navigate({
      to: '/demand/$needId',
      params: { needId },
      search: readPictureSearch({ ...next }),
      replace: isReplaced,
    });
  useShortcuts([
    {
      keys: 'z',
      label: t('shell.key.undo'),
      group: t('demand.title'),
      run: () => void undoLast().catch(toastError),
    },
  ]);
  if (picture.isPending)
    return (
      <Page width="wide" title={t('demand.title')}>
        <SkeletonRows label={t('demand.loading')} />
      </Page>
    );
  if (picture.isError)
    return (
      <Page width="wide" title={t('demand.title')}>
        <ErrorState error={picture.error} onRetry={() => void picture.refetch()} />
      </Page>
    );
  const { need } = picture.data;
  const place = placeOf(search);
  return (
    <Page
      width="wide"
      title={need.name}
      text={<BackLink to="/demand">{t('demand.title')}</BackLink>}
      actions={<NeedActions picture={picture.data} />}
      toolbar={
        <>
          <Windows days={days} onChange={(next) => change({ days: next }, true)} />
          <Reckoned />
        </>
      }
    >
      <NeedPicture picture={picture.data} onOpen={(at) => change({ days, ...at }, false)} />
      {place !== null && (
        <BehindPanel need={need} place={place} days={days} onClose={() => change({ days }, true)} />
      )}
    </Page>
  );
}

function Windows({ days, onChange }: { days: WindowDays; onChange(days: WindowDays): void }) {
  return (
    <div className="window-choice" role="radiogroup" aria-label={t('demand.window')}>
      {WINDOWS.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="window"
            className="visually-hidden"
            checked={each === days}
            onChange={() => onChange(each)}
          />
          <span>{windowLabel(each)}</span>
        </label>
      ))}
    </div>
  );
}

function NeedActions({ picture: { need, days } }: { picture: PictureView }) {
  const navigate = useNavigate();
  const [isEdited, setEdited] = useState(false);
  const remove = useRemoveNeed(() => void navigate({ to: '/demand' }));
  const mayWrite = useCan()('demand.write');
  return (
    <>
      <a
        className="button button-secondary button-m"
        href={`/api/v1/demand/needs/${need.id}/areas.csv?days=${days}`}
        download
      >
        <Download size={16} aria-hidden />
        {t('demand.csv')}
      </a>
      {mayWrite && (
        <Menu
          align="end"
          trigger={<IconButton label={t('demand.more', { name: need.name })} icon={Ellipsis} />}
          entries={[
            { label: t('demand.edit'), icon: Pencil, onSelect: () => setEdited(true) },
            {
              label: t('demand.remove'),
              icon: Trash2,
              isDanger: true,
              onSelect: () => remove.mutate(need),
            },
          ]}
        />
      )}
      {isEdited && <NeedDialog need={need} onClose={() => setEdited(false)} />}
    </>
  );
}
