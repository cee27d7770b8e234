import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Contact, Search, Settings2 } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { OWN_WAYS, readFilters, STATES } from './filters.ts';
import './members.css';
import { memberQueries } from './queries.ts';
import { StateBadge } from './state-badge.tsx';
import type { MemberView } from './types.ts';

/** Members of the community: search and filters, the newest first. */
export function MembersPage() {
  const filters = useSearch({ from: '/shell/members' });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const providers = useQuery(memberQueries.providers());
  const list = useInfiniteQuery(memberQueries.list(filters));
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ['members'] });
  useLive('member.joined', refresh);
  useLive('member.changed', refresh);
  const members = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = filters.q !== undefined || filters.state !== undefined || filters.way !== undefined;
  return (
    <Page
      title={t('members.title')}
      text={t('members.text')}
      actions={
        <Link className="button button-secondary" to="/settings/community">
          <Settings2 size={16} aria-hidden /> {t('members.community')}
        </Link>
      }
      toolbar={
        <form
          className="members-toolbar"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            const q = String(new FormData(event.currentTarget).get('q') ?? '');
            void navigate({ to: '/members', search: readFilters({ ...filters, q }) });
          }}
        >
          <input
            className="input"
            type="search"
            name="q"
            defaultValue={filters.q ?? ''}
            aria-label={t('members.search')}
            placeholder={t('members.search')}
          />
          <Select
            aria-label={t('members.filter')}
            value={filters.state ?? ''}
            choices={[
              { value: '', label: t('members.filter.all') },
              ...STATES.map((state) => ({ value: state, label: t(`members.state.${state}`) })),
            ]}
            onChange={(event) =>
              void navigate({
                to: '/members',
                search: readFilters({ ...filters, state: event.target.value }),
              })
            }
          />
          <Select
            aria-label={t('members.filter.way')}
            value={filters.way ?? ''}
            choices={[
              { value: '', label: t('members.filter.way.all') },
              ...OWN_WAYS.map((way) => ({ value: way, label: t(`members.filter.way.${way}`) })),
              ...(providers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) =>
              void navigate({ to: '/members', search: readFilters({ ...filters, way: event.target.value }) })
            }
          />
          <Button type="submit" icon={Search}>
            {t('members.find')}
          </Button>
        </form>
      }
    >
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <SkeletonRows count={6} label={t('common.loading')} />
      ) : members.length === 0 ? (
        <EmptyState
          icon={Contact}
          title={t(isFiltered ? 'members.none.title' : 'members.empty.title')}
          text={t(isFiltered ? 'members.none.text' : 'members.empty.text')}
        />
      ) : (
        <>
          <ul className="list" aria-label={t('members.title')}>
            {members.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button onClick={() => void list.fetchNextPage()} isBusy={list.isFetchingNextPage}>
              {t('members.more')}
            </Button>
          )}
        </>
      )}
    </Page>
  );
}

function MemberRow({ member }: { member: MemberView }) {
  return (
    <li className="list-row member-row">
      <Avatar name={member.displayName} id={member.id} url={member.avatarUrl} />
      <div className="grow">
        <Link className="member-name" to="/members/$memberId" params={{ memberId: member.id }}>
          {member.displayName}
        </Link>
        <p className="muted">
          @{member.handle}
          {member.mail !== null && ` · ${member.mail}`}
        </p>
      </div>
      <StateBadge member={member} />
      <span className="muted member-since">
        {t('members.joined')} <Time at={member.createdAt} />
      </span>
    </li>
  );
}
