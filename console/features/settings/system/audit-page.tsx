import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { queries } from '../../../api/queries.ts';
import { useCan } from '../../../app/session.ts';
import { WhoCan } from '../../../app/who-can.tsx';
import { Button } from '../../../components/button.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Fact } from '../../../components/fact.tsx';
import { Field, SelectField } from '../../../components/field.tsx';
import { EmptyState, Page } from '../../../components/page.tsx';
import { SkeletonRows } from '../../../components/progress.tsx';
import { Time } from '../../../components/time.tsx';
import { t } from '../../../i18n/index.ts';
import { settingsQueries } from '../queries.ts';
import type { AuditEntry } from '../types.ts';
import { actionWords, type AuditFilters, dayEdge, detailLines, KINDS, nameIn } from './audit-words.ts';

/** Who changed what, newest first. */
export function AuditPage() {
  const mayRead = useCan()('audit.read');
  return (
    <Page title={t('settings.audit')} text={t('settings.audit.text')}>
      {mayRead ? <AuditLog /> : <WhoCan permission="audit.read" action={t('settings.audit.reading')} />}
    </Page>
  );
}

interface Chosen {
  actor: string;
  kind: string;
  from: string;
  to: string;
}

const NOTHING: Chosen = { actor: '', kind: '', from: '', to: '' };

function AuditLog() {
  const [chosen, setChosen] = useState(NOTHING);
  const list = useInfiniteQuery(settingsQueries.audit(filtersOf(chosen)));
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.values(chosen).some((value) => value !== '');
  return (
    <div className="stack">
      <Filters chosen={chosen} onChange={setChosen} isFiltered={isFiltered} />
      {list.error !== null && entries.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows count={6} label={t('common.loading')} />
      ) : entries.length === 0 ? (
        <EmptyState
          isSmall
          icon={ScrollText}
          title={t('settings.audit.empty')}
          text={t('settings.audit.emptyText')}
          actions={
            isFiltered && <Button onClick={() => setChosen(NOTHING)}>{t('settings.audit.clear')}</Button>
          }
        />
      ) : (
        <>
          <ul className="list">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('common.loadMore')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Filters({
  chosen,
  onChange,
  isFiltered,
}: {
  chosen: Chosen;
  onChange(chosen: Chosen): void;
  isFiltered: boolean;
}) {
  const staff = useQuery(queries.staff()).data ?? [];
  const set = (part: Partial<Chosen>) => onChange({ ...chosen, ...part });
  return (
    <div className="audit-filters">
      <SelectField
        label={t('settings.audit.who')}
        value={chosen.actor}
        onChange={(event) => set({ actor: event.target.value })}
        choices={[
          { value: '', label: t('settings.audit.everybody') },
          ...staff.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'system', label: 'Rapport' },
        ]}
      />
      <SelectField
        label={t('settings.audit.what')}
        value={chosen.kind}
        onChange={(event) => set({ kind: event.target.value })}
        choices={[
          { value: '', label: t('settings.audit.everything') },
          ...KINDS.map((kind) => ({ value: kind, label: t(`settings.audit.kind.${kind}`) })),
        ]}
      />
      {(['from', 'to'] as const).map((edge) => (
        <Field key={edge} label={t(`settings.audit.${edge}`)} className="audit-day">
          {(wiring) => (
            <input
              {...wiring}
              className="input"
              type="date"
              value={chosen[edge]}
              onChange={(event) => set({ [edge]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {isFiltered && (
        <Button variant="ghost" onClick={() => onChange(NOTHING)}>
          {t('settings.audit.clear')}
        </Button>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const lines = detailLines(entry.detail);
  const name = nameIn(entry.detail);
  return (
    <li className="audit-entry">
      <details>
        <summary>
          <span className="grow">
            <strong>{entry.actor.name}</strong> {actionWords(entry.action)}
            {name !== null && <span className="muted"> {name}</span>}
            {entry.actor.kind === 'token' && <span className="muted"> {t('settings.audit.byToken')}</span>}
          </span>
          <Time at={entry.at} className="faint" />
        </summary>
        <dl className="audit-detail">
          <Fact name={t('settings.audit.when')}>
            <Time at={entry.at} as="exact" />
          </Fact>
          <Fact name={t('settings.audit.action')}>
            <code>{entry.action}</code>
          </Fact>
          <Fact name={t('settings.audit.subject')}>
            <code>{entry.subject}</code>
          </Fact>
          {entry.address !== null && <Fact name={t('settings.audit.address')}>{entry.address}</Fact>}
          {lines.map(({ name, value }) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </dl>
      </details>
    </li>
  );
}

function filtersOf({ actor, kind, from, to }: Chosen): AuditFilters {
  return {
    ...(actor !== '' && { actor }),
    ...(kind !== '' && { action: `${kind}.` }),
    ...(from !== '' && { from: dayEdge(from, 'start') }),
    ...(to !== '' && { to: dayEdge(to, 'end') }),
  };
}
