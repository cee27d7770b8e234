import { useQuery } from '@tanstack/react-query';
import { queries } from '../../../api/queries.ts';
import { ROLES } from '../../../app/role-words.ts';
import { useCan, useUser } from '../../../app/session.ts';
import { WhoCan } from '../../../app/who-can.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Page, Section } from '../../../components/page.tsx';
import { SkeletonRows } from '../../../components/progress.tsx';
import { t } from '../../../i18n/index.ts';
import { Invitations } from './invitations.tsx';
import { InviteForm } from './invite-form.tsx';
import { MemberRow } from './member-row.tsx';

/** Who works here, with what role; invitations; what each role may do. */
export function TeamPage() {
  const { data, error, isPending, refetch } = useQuery(queries.staff());
  const mayManage = useCan()('staff.manage');
  const me = useUser();
  return (
    <Page title={t('settings.team')} text={t('settings.team.text')}>
      <div className="stack">
        <WhoCan permission="staff.manage" action={t('settings.team.changing')} />
        {error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={3} label={t('common.loading')} />
        ) : (
          <ul className="list">
            {data.map((member) => (
              <MemberRow key={member.id} member={member} me={me} mayManage={mayManage} />
            ))}
          </ul>
        )}
        {mayManage && (
          <Section title={t('settings.invite')} text={t('settings.invite.text')}>
            <div className="stack">
              <InviteForm myRole={me.role} />
              <Invitations />
            </div>
          </Section>
        )}
        <Section title={t('settings.roles')}>
          <dl className="roles">
            {ROLES.map((role) => (
              <div key={role}>
                <dt>{t(`shell.role.${role}`)}</dt>
                <dd>{t(`settings.role.${role}`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      </div>
    </Page>
  );
}
