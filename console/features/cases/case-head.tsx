import {
  Bell,
  BellOff,
  CircleCheck,
  CircleDot,
  Download,
  Ellipsis,
  FileJson,
  Hourglass,
  Merge,
  Pencil,
  Printer,
} from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Chip } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { MakeArticleButton } from '../contributions/make-article-button.tsx';
import { CaseHandling } from './case-handling.tsx';
import { PickCase } from './pick-case.tsx';
import { CaseStatusBadge } from './status.tsx';
import { useCaseActions } from './use-cases.ts';

/** What the case is called, how it stands, who has it, and what can be done with it as a whole. */
export function CaseHead({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  return (
    <header className="case-head">
      <Title detail={detail} />
      <div className="case-head-line">
        <CaseStatusBadge status={detail.status} />
        {detail.waitingSince !== null && (
          <span className="faint">
            {t('cases.waiting')} <Time at={detail.waitingSince} as="since" />
          </span>
        )}
        {detail.merged.length > 0 && (
          <span className="faint">
            {t('cases.merged', { numbers: detail.merged.map((one) => `#${one}`).join(', ') })}
          </span>
        )}
        {detail.labels.map((label) => (
          <Chip key={label}>{label}</Chip>
        ))}
        <span className="grow" />
        {can('cases.work') && <Actions detail={detail} />}
      </div>
    </header>
  );
}

function Title({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = useCaseActions();
  const [isEditing, setIsEditing] = useState(false);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get('title') ?? '').trim();
    setIsEditing(false);
    void actions.change([detail.id], { title: title === '' ? null : title });
  };
  if (isEditing)
    return (
      <form className="case-title-form" onSubmit={save}>
        <input
          name="title"
          className="input"
          defaultValue={detail.hasOwnTitle ? detail.title : ''}
          aria-label={t('cases.name')}
          placeholder={detail.title}
          maxLength={300}
          autoFocus
        />
        <Button type="submit" variant="primary">
          {t('common.save')}
        </Button>
      </form>
    );
  return (
    <div className="case-title">
      <h1 dir="auto">
        <span className="figures faint">#{detail.number}</span> {detail.title}
      </h1>
      {can('cases.work') && (
        <IconButton icon={Pencil} size="s" label={t('cases.rename')} onClick={() => setIsEditing(true)} />
      )}
    </div>
  );
}

function Actions({ detail }: { detail: CaseDetail }) {
  const actions = useCaseActions();
  const [isMerging, setIsMerging] = useState(false);
  const isOver = detail.status === 'solved' || detail.status === 'closed';
  return (
    <>
      <CaseHandling detail={detail} />
      <IconButton
        icon={detail.isFollowed ? BellOff : Bell}
        label={t(detail.isFollowed ? 'cases.act.unfollow' : 'cases.act.follow')}
        onClick={() =>
          void actions.run(api.put(`/cases/${detail.id}/follow`, { doesFollow: !detail.isFollowed }))
        }
      />
      {isOver && <MakeArticleButton kind="case" id={detail.id} />}
      {isOver ? (
        <Button
          icon={CircleDot}
          onClick={() => void actions.change([detail.id], { status: 'open' }, t('cases.did.reopened'))}
        >
          {t('cases.act.reopen')}
        </Button>
      ) : (
        <Button
          variant="primary"
          icon={CircleCheck}
          onClick={() => void actions.change([detail.id], { status: 'solved' }, t('cases.did.solved'))}
        >
          {t('cases.act.solve')}
        </Button>
      )}
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}
        entries={[
          {
            label: t('cases.act.wait'),
            icon: Hourglass,
            isDisabled: detail.status !== 'open' || detail.threads === 0,
            onSelect: () => void actions.change([detail.id], { status: 'waiting' }, t('cases.did.waiting')),
          },
          { label: t('cases.act.mergeInto'), icon: Merge, onSelect: () => setIsMerging(true) },
          'line',
          { label: t('cases.act.print'), icon: Printer, onSelect: () => globalThis.print() },
          { label: t('cases.act.html'), icon: Download, onSelect: () => leave(detail.id, 'html') },
          { label: t('cases.act.json'), icon: FileJson, onSelect: () => leave(detail.id, 'json') },
        ]}
      />
      <PickCase
        kind={isMerging ? 'merge' : null}
        except={[detail.id]}
        onClose={() => setIsMerging(false)}
        onPick={(row) => {
          setIsMerging(false);
          void actions.merge(row.id, [detail.id]);
        }}
      />
    </>
  );
}

function leave(id: string, format: string): void {
  globalThis.location.assign(`/api/v1/cases/${id}/export?format=${format}`);
}
