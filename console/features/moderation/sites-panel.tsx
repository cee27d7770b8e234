import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Select } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { moderationQueries, type SiteView } from './queries.ts';

const VERDICTS = ['open', 'good', 'bad'] as const;

/** Where members' links lead, and what colleagues say of it. */
export function SitesPanel() {
  const maySetUp = useCan()('moderation.set-up');
  return (
    <Loaded query={useQuery(moderationQueries.sites())} rows={6}>
      {(sites) =>
        sites.length === 0 ? (
          <EmptyState
            icon={Link2}
            title={t('moderation.sites.none')}
            text={t('moderation.sites.none.text')}
          />
        ) : (
          <Table
            label={t('moderation.tab.sites')}
            columns={[
              t('moderation.site'),
              t('moderation.site.uses'),
              t('moderation.site.hidden'),
              { label: t('moderation.site.verdict'), isText: true },
            ]}
            rows={sites.map((site) => ({
              key: site.host,
              cells: [site.host, site.uses, site.hidden, <Verdict key="v" site={site} isFixed={!maySetUp} />],
            }))}
          />
        )
      }
    </Loaded>
  );
}

function Verdict({ site, isFixed }: { site: SiteView; isFixed: boolean }) {
  const queryClient = useQueryClient();
  const judge = useMutation({
    mutationFn: (verdict: string) =>
      api.put(`/moderation/sites/${encodeURIComponent(site.host)}`, {
        verdict: verdict === 'open' ? null : verdict,
      }),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['moderation'] }),
  });
  return (
    <Select
      aria-label={t('moderation.site.verdictOf', { host: site.host })}
      value={site.verdict ?? 'open'}
      disabled={isFixed || judge.isPending}
      onChange={({ target }) => judge.mutate(target.value)}
      choices={VERDICTS.map((one) => ({ value: one, label: t(`moderation.site.${one}`) }))}
    />
  );
}
