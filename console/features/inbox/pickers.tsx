import { useQuery } from '@tanstack/react-query';
import { Clock, Plus, Tag, UserRoundX, UsersRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { useUser } from '../../app/session.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { narrow } from '../../components/narrow.ts';
import { type Pick, PickList } from '../../components/pick-list.tsx';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import type { Picked, PickedActions } from './picked.ts';
import { inboxQueries } from './queries.ts';
import { describeUntil, snoozeChoices } from './snooze.ts';

export type PickerKind = 'assign' | 'label' | 'snooze';

interface PickerProps {
  kind: PickerKind | null;
  /** The conversations, or cases, it is about. */
  rows: readonly Picked[];
  triage: PickedActions;
  onClose(): void;
}

/** The lists behind `a`, `l` and `s`: for one conversation or case, or many. */
export function Picker({ kind, rows, triage, onClose }: PickerProps) {
  const ids = rows.map((row) => row.id);
  return (
    <>
      <Dialog title={t('inbox.assign.title')} isBare isOpen={kind === 'assign'} onOpenChange={onClose}>
        <Assignees
          current={rows.length === 1 ? (rows[0]?.assignee?.id ?? null) : undefined}
          onPick={(id, name) => {
            onClose();
            if (id?.startsWith('team_')) triage.giveToTeam(ids, id, name);
            else triage.assign(ids, id, name);
          }}
        />
      </Dialog>
      <Dialog title={t('inbox.label.title')} isBare isOpen={kind === 'label'} onOpenChange={onClose}>
        <Labels rows={rows} onToggle={(label, isOn) => triage.label(ids, label, isOn)} />
      </Dialog>
      <Dialog title={t('inbox.snooze.title')} isBare isOpen={kind === 'snooze'} onOpenChange={onClose}>
        <SnoozeTimes
          onPick={(until, reason) => {
            onClose();
            triage.snooze(ids, until, reason);
          }}
        />
      </Dialog>
    </>
  );
}

function Assignees({
  current,
  onPick,
}: {
  current: string | null | undefined;
  onPick(id: string | null, name: string): void;
}) {
  const [query, setQuery] = useState('');
  const user = useUser();
  const staff = useQuery(queries.staff()).data ?? [];
  const people = staff.filter((member) => member.state === 'active');
  const picks = [
    ...people.filter((member) => member.id === user.id),
    ...people.filter((member) => member.id !== user.id).sort((a, b) => a.name.localeCompare(b.name)),
  ].map(({ id, name, email }): Pick => ({
    id,
    label: id === user.id ? t('inbox.assign.me', { name }) : name,
    keywords: email,
    start: <Avatar id={id} name={name} size={20} />,
    isChecked: id === current,
  }));
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const teamPicks = teams.map(({ id, name }): Pick => ({
    id,
    label: t('inbox.assign.team', { name }),
    icon: UsersRound,
  }));
  const nobody: Pick = {
    id: 'nobody',
    label: t('common.nobody'),
    icon: UserRoundX,
    isChecked: current === null,
  };
  return (
    <PickList
      label={t('inbox.assign.title')}
      placeholder={t('inbox.assign.title')}
      query={query}
      onQuery={setQuery}
      picks={narrow([...picks, nobody, ...teamPicks], query)}
      onPick={(pick) =>
        onPick(
          pick.id === 'nobody' ? null : pick.id,
          [...people, ...teams].find(({ id }) => id === pick.id)?.name ?? '',
        )
      }
    />
  );
}

function Labels({
  rows,
  onToggle,
}: {
  rows: readonly Picked[];
  onToggle(label: string, isOn: boolean): void;
}) {
  const [query, setQuery] = useState('');
  const known = useQuery(inboxQueries.labels()).data ?? [];
  const names = [...new Set([...rows.flatMap((row) => row.labels), ...known.map((label) => label.name)])];
  const isOnAll = (label: string) => rows.length > 0 && rows.every((row) => row.labels.includes(label));
  const picks = narrow(
    names.map((name): Pick => ({ id: `label-${name}`, label: name, icon: Tag, isChecked: isOnAll(name) })),
    query,
  );
  const typed = query.trim().slice(0, 60);
  const canCreate = typed !== '' && !names.some((name) => name.toLowerCase() === typed.toLowerCase());
  const create: Pick[] = canCreate
    ? [{ id: 'create', label: t('inbox.label.create', { name: typed }), icon: Plus }]
    : [];
  return (
    <PickList
      label={t('inbox.label.title')}
      placeholder={t('inbox.label.placeholder')}
      empty={t('inbox.label.empty')}
      query={query}
      onQuery={setQuery}
      picks={[...picks, ...create]}
      onPick={(pick) => {
        const label = pick.id === 'create' ? typed : pick.label;
        onToggle(label, !isOnAll(label));
        setQuery('');
      }}
    />
  );
}

/** When to look again, and why: the reason is optional and stands on the row. */
function SnoozeTimes({ onPick }: { onPick(until: Date, reason: string): void }) {
  const [reason, setReason] = useState('');
  const [query, setQuery] = useState('');
  const [now] = useState(() => new Date());
  const [isOwn, setIsOwn] = useState(false);
  const choices = snoozeChoices(now);
  const why = (
    <div className="dialog-body">
      <TextField
        label={t('inbox.snooze.why')}
        hint={t('inbox.snooze.why.hint')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
    </div>
  );
  if (isOwn)
    return (
      <>
        <OwnTime now={now} onPick={(until) => onPick(until, reason)} />
        {why}
      </>
    );
  const picks: Pick[] = [
    ...choices.map(({ id, label, until }) => ({
      id,
      label: t(label),
      icon: Clock,
      hint: <span className="figures">{describeUntil(until, now)}</span>,
    })),
    { id: 'own', label: t('inbox.snooze.own'), icon: Plus },
  ];
  return (
    <>
      <PickList
        label={t('inbox.snooze.title')}
        placeholder={t('inbox.snooze.title')}
        query={query}
        onQuery={setQuery}
        picks={narrow(picks, query)}
        onPick={(pick) => {
          const choice = choices.find(({ id }) => id === pick.id);
          if (choice === undefined) setIsOwn(true);
          else onPick(choice.until, reason);
        }}
      />
      {why}
    </>
  );
}

function OwnTime({ now, onPick }: { now: Date; onPick(until: Date): void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = new Date(text);
    if (Number.isNaN(until.getTime()) || until <= now) setError(t('inbox.snooze.past'));
    else onPick(until);
  };
  return (
    <form className="dialog-body stack" onSubmit={submit} noValidate>
      <TextField
        type="datetime-local"
        label={t('inbox.snooze.own')}
        hint={t('inbox.snooze.text')}
        error={error}
        value={text}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" variant="primary">
        {t('inbox.snooze.set')}
      </Button>
    </form>
  );
}
