import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Section } from '../../components/page.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { nextStep } from './cases.ts';
import { moderationQueries, type Standing } from './queries.ts';
import { useSaving } from './use-changing.ts';

/** Why a member has the level he has, and a way to set it. */
export function MemberTrust({ memberId }: { memberId: string }) {
  const mayDecide = useCan()('trust.decide');
  const standing = useQuery(moderationQueries.standing(memberId));
  const level = standing.data?.level ?? 0;
  return (
    <Section title={t('moderation.trust.member')} text={t('moderation.trust.member.text', { level })}>
      <Loaded query={standing} rows={2}>
        {(data) => (
          <div className="stack">
            <Trace standing={data} />
            {mayDecide && (
              <LevelForm key={`${data.level} ${data.isLocked}`} memberId={memberId} standing={data} />
            )}
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function Trace({ standing }: { standing: Standing }) {
  const next = nextStep(standing);
  return (
    <>
      {standing.isLocked && <Badge>{t('moderation.trust.locked')}</Badge>}
      {next && (
        <div>
          <p>{t('moderation.trust.missing', { level: next.level })}</p>
          <ul>
            {next.because.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      {standing.moves.length > 0 && (
        <ul className="moderation-why">
          {standing.moves.map(({ from, to, why, byName, at }) => (
            <li key={at}>
              {t('moderation.trust.moved', { from, to, why: why.join('; ') })}{' '}
              <span className="faint">
                {byName ?? t('moderation.act.rules')} · <Time at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function LevelForm({ memberId, standing }: { memberId: string; standing: Standing }) {
  const [level, setLevel] = useState(standing.isLocked ? String(standing.level) : 'auto');
  const [reason, setReason] = useState('');
  const save = useSaving(() =>
    api.put(`/trust/members/${memberId}/level`, { level: level === 'auto' ? null : Number(level), reason }),
  );
  return (
    <SaveForm save={save}>
      <SelectField
        label={t('moderation.trust.set')}
        value={level}
        onChange={(event) => setLevel(event.target.value)}
        choices={[
          { value: 'auto', label: t('moderation.trust.auto') },
          ...[0, 1, 2, 3, 4].map((one) => ({
            value: String(one),
            label: t('moderation.level', { level: one }),
          })),
        ]}
      />
      <TextField
        label={t('moderation.why')}
        maxLength={500}
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </SaveForm>
  );
}
