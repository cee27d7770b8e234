import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseRow } from '#respond/cases/schema.ts';
import { api, type Page } from '../../api/client.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Select, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { CaseStatusBadge } from './status.tsx';

interface PickCaseProps {
  /** What it is for; null while it is closed. */
  kind: 'link' | 'merge' | 'add' | null;
  except: readonly string[];
  /** Conversations it may have already; others do not fit. */
  most?: number | undefined;
  onClose(): void;
  onPick(row: CaseRow, linkKind: string): void;
}

const KINDS = ['caused-by', 'part-of', 'duplicate-of'] as const;

/** Finds another case by number or words. For links also says how: ours is caused by it, part of it, the same. */
export function PickCase({ kind, except, most = Infinity, onClose, onPick }: PickCaseProps) {
  const [q, setQ] = useState('');
  const [linkKind, setLinkKind] = useState<string>('caused-by');
  const found = useQuery({
    queryKey: ['cases', 'pick', q],
    queryFn: ({ signal }) =>
      api.get<Page<CaseRow>>(
        '/cases',
        { q: q.trim(), status: q.trim() === '' ? 'unfinished' : 'any', limit: 10 },
        signal,
      ),
    enabled: kind !== null,
  });
  const rows = (found.data?.items ?? []).filter((row) => !except.includes(row.id));
  return (
    <Dialog
      title={t(`cases.pick.${kind ?? 'link'}`)}
      text={kind === 'merge' ? t('cases.pick.merge.text') : undefined}
      isOpen={kind !== null}
      onOpenChange={onClose}
    >
      {kind === 'link' && (
        <Select
          aria-label={t('cases.pick.kind')}
          value={linkKind}
          onChange={(event) => setLinkKind(event.target.value)}
          choices={KINDS.map((value) => ({ value, label: t(`cases.link.${value}`) }))}
        />
      )}
      <TextField
        label={t('cases.search')}
        value={q}
        onChange={(event) => setQ(event.target.value)}
        autoFocus
      />
      <ul className="case-picks">
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className="case-pick"
              disabled={row.threads > most}
              onClick={() => onPick(row, linkKind)}
            >
              <span className="figures faint">#{row.number}</span>
              <span className="ellipsis grow" dir="auto">
                {row.title}
              </span>
              {row.threads > most && <span className="faint">{t('cases.pick.full')}</span>}
              <CaseStatusBadge status={row.status} />
            </button>
          </li>
        ))}
      </ul>
      {found.isSuccess && rows.length === 0 && <p className="faint">{t('cases.pick.none')}</p>}
    </Dialog>
  );
}
