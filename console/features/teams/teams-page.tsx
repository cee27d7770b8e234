import { useQuery } from '@tanstack/react-query';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { ChannelWeights } from './channel-weights.tsx';
import { PeopleList } from './people-list.tsx';
import { teamQueries } from './queries.ts';
import { TeamForm } from './team-form.tsx';
import { TeamList } from './team-list.tsx';
import './teams.css';

/** Teams and what people can do. */
export function TeamsPage() {
  const teams = useQuery(teamQueries.teams());
  const people = useQuery(teamQueries.people());
  const mayManage = useCan()('teams.manage');
  const [isAdding, setIsAdding] = useState(false);
  useLive('teams.changed', () => {
    void teams.refetch();
    void people.refetch();
  });
  const error = teams.error ?? people.error;
  return (
    <Page
      title={t('teams.title')}
      text={t('teams.text')}
      actions={
        mayManage && (
          <Button variant="primary" icon={Plus} onClick={() => setIsAdding(true)} disabled={isAdding}>
            {t('teams.add')}
          </Button>
        )
      }
    >
      <div className="stack">
        <WhoCan permission="teams.manage" action={t('teams.changing')} />
        {error ? (
          <ErrorState error={error} onRetry={() => void Promise.all([teams.refetch(), people.refetch()])} />
        ) : teams.data === undefined || people.data === undefined ? (
          <SkeletonRows count={3} label={t('common.loading')} />
        ) : (
          <>
            {isAdding && <TeamForm people={people.data} onDone={() => setIsAdding(false)} />}
            {teams.data.length === 0 && !isAdding ? (
              <EmptyState
                icon={UsersRound}
                title={t('teams.empty.title')}
                text={t('teams.empty.text')}
                isSmall
              />
            ) : (
              <TeamList teams={teams.data} people={people.data} mayManage={mayManage} />
            )}
            <Section title={t('teams.people')} text={t('teams.people.text')}>
              <PeopleList people={people.data} teams={teams.data} mayManage={mayManage} />
            </Section>
            <ChannelWeights mayManage={mayManage} />
          </>
        )}
      </div>
    </Page>
  );
}
