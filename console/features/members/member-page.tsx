import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Avatar } from '../../components/avatar.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Fact } from '../../components/fact.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { Time } from '../../components/time.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import { MemberHonoursPanel } from '../honours/member-honours.tsx';
import { MemberTrust } from '../moderation/member-trust.tsx';
import { PersonPanel } from '../persons/person-panel.tsx';
import './members.css';
import { memberQueries } from './queries.ts';
import { StateBadge } from './state-badge.tsx';
import { StateForm } from './state-form.tsx';
import type { MemberDetail } from './types.ts';

/** One member: who that is, where else, and whether he may write. */
export function MemberPage() {
  const { memberId } = useParams({ from: '/shell/members/$memberId' });
  const member = useQuery(memberQueries.one(memberId));
  useLive('member.changed', (event) => {
    if (event.memberId === memberId) void member.refetch();
  });
  const { data } = member;
  return (
    <Page
      title={data?.displayName ?? t('members.member')}
      actions={
        data &&
        data.state !== 'erased' && (
          <a className="button button-secondary" href={data.url} target="_blank" rel="noopener">
            {t('members.publicPage')} <ExternalLink size={14} aria-hidden />
          </a>
        )
      }
    >
      <BackLink to="/members">{t('members.title')}</BackLink>
      {data !== undefined ? (
        <Member key={data.id} member={data} />
      ) : member.error ? (
        <ErrorState error={member.error} onRetry={() => void member.refetch()} />
      ) : (
        <SkeletonRows count={5} label={t('common.loading')} />
      )}
    </Page>
  );
}

function Member({ member }: { member: MemberDetail }) {
  const mayModerate = useCan()('members.moderate') && member.state !== 'erased';
  return (
    <div className="stack">
      <Section title={t('members.facts')}>
        <div className="member-row">
          <Avatar name={member.displayName} id={member.id} url={member.avatarUrl} size={40} />
          <StateBadge member={member} />
        </div>
        <dl className="member-facts">
          <Fact name={t('members.handle')}>@{member.handle}</Fact>
          <Fact name={t('members.mail')}>
            {member.mail === null
              ? t('members.mail.none')
              : `${member.mail} (${t(member.isMailVerified ? 'members.mail.proven' : 'members.mail.said')})`}
          </Fact>
          {member.pronouns !== null && <Fact name={t('members.pronouns')}>{member.pronouns}</Fact>}
          {member.languages.length > 0 && (
            <Fact name={t('members.languages')}>{member.languages.join(', ')}</Fact>
          )}
          {member.bio !== null && <Fact name={t('members.bio')}>{member.bio}</Fact>}
          <Fact name={t('members.since')}>
            <Time at={member.createdAt} />
          </Fact>
          {member.lastSeenAt !== null && (
            <Fact name={t('members.lastSeen')}>
              <Time at={member.lastSeenAt} />
            </Fact>
          )}
          {member.eraseAt !== null && (
            <Fact name={t('members.erases')}>
              <Time at={member.eraseAt} as="exact" />
            </Fact>
          )}
          {member.stateReason !== null && <Fact name={t('members.reason')}>{member.stateReason}</Fact>}
          {member.stateUntil !== null && (
            <Fact name={t('members.until')}>
              <Time at={member.stateUntil} as="exact" />
            </Fact>
          )}
          {member.identities.map(({ provider, subject, name, label }) => (
            <Fact key={`${provider}/${subject}`} name={t('members.elsewhere')}>
              {name === 'hand-over' ? t('members.filter.way.hand-over') : name}: {label ?? subject}
            </Fact>
          ))}
          {member.passkeys > 0 && (
            <Fact name={t('members.filter.way.passkey')}>{tn('members.passkeys', member.passkeys)}</Fact>
          )}
        </dl>
      </Section>
      {member.accountId !== null && <PersonPanel accountId={member.accountId} />}
      {member.state !== 'erased' && <MemberTrust memberId={member.id} />}
      {member.state !== 'erased' && <MemberHonoursPanel memberId={member.id} />}
      {mayModerate && <StateForm member={member} />}
      <Section title={t('members.note')} text={t('members.note.text')}>
        {mayModerate ? <NoteForm member={member} /> : <p>{member.note ?? t('members.note.none')}</p>}
      </Section>
    </div>
  );
}

function NoteForm({ member }: { member: MemberDetail }) {
  const [note, setNote] = useState(member.note ?? '');
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => api.put(`/members/${member.id}/note`, { note: note.trim() || null }),
    onSuccess: () => showToast({ text: t('members.note.saved') }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
  });
  return (
    <SaveForm save={save}>
      <TextAreaField
        label={t('members.note.field')}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </SaveForm>
  );
}
