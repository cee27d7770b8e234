import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MemberHonours } from '#embrace/honours/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Section } from '../../components/page.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { actFor } from './input.ts';
import { honourQueries, type HonourView } from './queries.ts';
import { useSaving } from './use-changing.ts';

/** What a member has, why, and a way to give and take away. */
export function MemberHonoursPanel({ memberId }: { memberId: string }) {
  const mayDecide = useCan()('honours.decide');
  const list = useQuery(honourQueries.list());
  const own = useQuery(honourQueries.member(memberId));
  return (
    <Section title={t('honours.ofMember')} text={t('honours.ofMember.text')}>
      <Loaded query={own} rows={2}>
        {(data) => (
          <div className="stack">
            <Trace own={data} items={list.data?.items ?? []} />
            {mayDecide && list.data && list.data.items.length > 0 && (
              <AwardForm memberId={memberId} items={list.data.items} own={data} />
            )}
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function Trace({ own, items }: { own: MemberHonours; items: readonly HonourView[] }) {
  const nameOf = (id: string) => items.find((one) => one.id === id)?.names.en ?? '…';
  if (own.moves.length === 0) return <p className="muted">{t('honours.ofMember.none')}</p>;
  return (
    <ul>
      {own.moves.map(({ id, honourId, what, why, byName, at }) => (
        <li key={id}>
          <strong>{nameOf(honourId)}</strong>: {t(`honours.move.${what}`)}{' '}
          <span className="faint">
            {why.join('; ')} · {byName ?? t('honours.byRule')} · <Time at={at} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function AwardForm({
  memberId,
  items,
  own,
}: {
  memberId: string;
  items: readonly HonourView[];
  own: MemberHonours;
}) {
  const [chosen, setChosen] = useState(items[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const act = actFor(own.awards, chosen);
  const save = useSaving(
    () => api.put(`/honours/members/${memberId}/${chosen}`, { act, reason }),
    () => setReason(''),
  );
  return (
    <SaveForm save={save} label={t(`honours.act.${act}`)}>
      <SelectField
        label={t('honours.which')}
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
        choices={items.map(({ id, names }) => ({ value: id, label: names.en }))}
      />
      <TextField
        label={t('honours.reason')}
        maxLength={500}
        required
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </SaveForm>
  );
}
