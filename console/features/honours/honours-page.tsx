import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Award, Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { HonourDialog } from './honour-dialog.tsx';
import { honourQueries, type HonourView } from './queries.ts';

/** What members are honoured with: badges, ranks, and whether there are leader boards. */
export function HonoursPage() {
  const maySetUp = useCan()('honours.set-up');
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries({ queryKey: ['honours'] });
  useLive('honours.changed', () => void again());
  const [open, setOpen] = useState<HonourView | 'new' | null>(null);
  const usual = useMutation({ mutationFn: () => api.post('/honours/usual', {}), onSettled: again });
  const list = useQuery(honourQueries.list());
  const missing = list.data?.usualMissing ?? 0;
  const offer = maySetUp && missing > 0 && (
    <Button isBusy={usual.isPending} onClick={() => usual.mutate()}>
      {t('honours.usual')}
    </Button>
  );
  return (
    <Page
      title={t('honours.title')}
      text={t('honours.text')}
      actions={
        maySetUp && (
          <Button variant="primary" icon={Plus} onClick={() => setOpen('new')}>
            {t('honours.add')}
          </Button>
        )
      }
    >
      <WhoCan permission="honours.set-up" action={t('honours.settingUp')} />
      <Loaded query={list} rows={6}>
        {({ items, settings }) => (
          <div className="stack">
            {items.length === 0 ? (
              <EmptyState
                icon={Award}
                title={t('honours.none')}
                text={t('honours.none.text')}
                actions={offer}
              />
            ) : (
              <>
                {offer && <div>{offer}</div>}
                <List kind="badge" items={items} onOpen={maySetUp ? setOpen : undefined} />
                <List kind="rank" items={items} onOpen={maySetUp ? setOpen : undefined} />
              </>
            )}
            <Section title={t('honours.boards')} text={t('honours.boards.text')}>
              <Board settings={settings} isFixed={!maySetUp} />
            </Section>
            <FormError error={usual.error} />
          </div>
        )}
      </Loaded>
      {open !== null && (
        <HonourDialog honour={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}

interface ListProps {
  kind: 'badge' | 'rank';
  items: readonly HonourView[];
  onOpen: ((honour: HonourView) => void) | undefined;
}

function List({ kind, items, onOpen }: ListProps) {
  const own = items.filter((honour) => honour.kind === kind);
  if (own.length === 0) return null;
  return (
    <Section title={t(`honours.${kind}s`)}>
      <ul className="list" aria-label={t(`honours.${kind}s`)}>
        {own.map((honour) => (
          <Row key={honour.id} honour={honour} onOpen={onOpen} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ honour, onOpen }: { honour: HonourView; onOpen: ListProps['onOpen'] }) {
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const { id, names, texts, mark, colour, ink, pictureUrl, holders, threshold, rule, isOn } = honour;
  const remove = useMutation({
    mutationFn: () => api.delete(`/honours/${id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['honours'] }),
  });
  return (
    <li className="list-row">
      {pictureUrl === null ? (
        <svg viewBox="0 0 24 24" width={28} height={28} aria-hidden>
          <circle cx={12} cy={12} r={11.5} fill={colour} />
          <text x={12} y={16.5} textAnchor="middle" fontSize={mark.length > 2 ? 9 : 12} fill={ink}>
            {mark}
          </text>
        </svg>
      ) : (
        <img src={pictureUrl} alt="" width={28} height={28} />
      )}
      <div className="row-main">
        <strong>{names.en}</strong> {!isOn && <Badge isQuiet>{t('honours.off')}</Badge>}
        <div className="faint">
          {texts.en} {threshold !== null && t('honours.from', { points: threshold })}
          {threshold === null && rule === null && t('honours.byHand')} · {tn('honours.holders', holders)}
        </div>
      </div>
      {onOpen && (
        <div className="row-end">
          <Button onClick={() => onOpen(honour)} aria-label={t('common.change', { name: names.en })}>
            {t('honours.change')}
          </Button>
          <Button
            variant="ghost"
            onClick={() => setAsking(true)}
            aria-label={t('common.removeNamed', { name: names.en })}
          >
            {t('common.remove')}
          </Button>
        </div>
      )}
      <Confirm
        title={t('common.removeAsk', { name: names.en })}
        text={t('honours.remove.text')}
        confirm={t('common.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setAsking}
        onConfirm={() => remove.mutateAsync()}
      />
    </li>
  );
}

function Board({ settings, isFixed }: { settings: { isBoardOn: boolean }; isFixed: boolean }) {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (isBoardOn: boolean) => api.put('/honours/settings', { ...settings, isBoardOn }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['honours'] }),
  });
  return (
    <>
      <Switch
        label={t('honours.boards.on')}
        isOn={settings.isBoardOn}
        isDisabled={isFixed || save.isPending}
        onChange={(isOn) => save.mutate(isOn)}
      />
      <FormError error={save.error} />
    </>
  );
}
