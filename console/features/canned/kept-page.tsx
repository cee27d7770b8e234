import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { type LucideIcon, Plus } from 'lucide-react';
import { type ComponentType, type ReactNode, useState } from 'react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import './kept.css';
import { type Kept, KeptRow, type KeptRowProps } from './kept-row.tsx';

interface KeptPageProps<Item extends Kept> extends Pick<KeptRowProps<Item>, 'area' | 'mark' | 'children'> {
  icon: LucideIcon;
  all: UseQueryResult<Item[]>;
  toolbar?: ReactNode;
  /** Under which headings they stand; one without a name stands alone. */
  group(items: Item[]): { folder: string | null; items: Item[] }[];
  form: ComponentType<{ item?: Item; onDone(): void }>;
}

/** What somebody keeps for himself, his team or everybody; each is edited where it stands. */
export function KeptPage<Item extends Kept>({
  icon,
  all: { data, error, refetch },
  toolbar,
  group,
  form: Form,
  ...row
}: KeptPageProps<Item>) {
  const { area } = row;
  const queryClient = useQueryClient();
  const mayUse = useCan()(`${area}.use`);
  const [editing, setEditing] = useState<string | null>(null);
  useLive(`${area}.changed`, () => void queryClient.invalidateQueries({ queryKey: [area] }));
  const close = () => setEditing(null);
  const list = (items: readonly Item[]) => (
    <ul className="list">
      {items.map((item) =>
        item.id === editing ? (
          <li key={item.id} className="kept-edited">
            <Form item={item} onDone={close} />
          </li>
        ) : (
          <KeptRow key={item.id} item={item} onEdit={() => setEditing(item.id)} {...row} />
        ),
      )}
    </ul>
  );
  return (
    <Page
      title={t(`${area}.title`)}
      text={t(`${area}.text`)}
      actions={
        mayUse && (
          <Button
            variant="primary"
            icon={Plus}
            onClick={() => setEditing('new')}
            disabled={editing === 'new'}
          >
            {t(`${area}.add`)}
          </Button>
        )
      }
      toolbar={toolbar}
    >
      {editing === 'new' && <Form onDone={close} />}
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows count={3} label={t('common.loading')} />
      ) : data.length === 0 && editing !== 'new' ? (
        <EmptyState icon={icon} title={t(`${area}.empty`)} text={t(`${area}.empty.text`)} isSmall />
      ) : (
        group(data).map(({ folder, items }) =>
          folder === null ? (
            <div key="all">{list(items)}</div>
          ) : (
            <Section key={folder} title={folder === '' ? t('canned.noFolder') : folder}>
              {list(items)}
            </Section>
          ),
        )
      )}
    </Page>
  );
}
