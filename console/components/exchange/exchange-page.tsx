import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { type LucideIcon, Plus } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { Button } from '../button.tsx';
import { Callout } from '../callout.tsx';
import { CopyField } from '../copy-field.tsx';
import { Dialog, SidePanel } from '../dialog.tsx';
import { ErrorState } from '../error-state.tsx';
import { EmptyState, Page } from '../page.tsx';
import { SkeletonRows } from '../progress.tsx';

/** What other programs are spoken with by; addresses, texts and what is known begin with the name. */
export type Area = 'receivers' | 'webhooks';

export interface Named {
  id: string;
  name: string;
}

export interface ExchangeActs<Saved> {
  onEdit(): void;
  onLog(): void;
  onSaved(saved: Saved): void;
  onGone(): void;
}

/** What is shown once and never again. */
export interface Secret {
  label: string;
  value: string;
  hint: string;
}

interface ExchangePageProps<Item, Saved> {
  area: Area;
  icon: LucideIcon;
  all: UseQueryResult<{ items: Item[] }>;
  secretsOf(saved: Saved): Secret[];
  row: ComponentType<ExchangeActs<Saved> & { item: Item }>;
  form: ComponentType<{ item: Item | undefined; onSaved(saved: Saved): void }>;
  log: ComponentType<{ id: string }>;
}

/** Programs that hand something in or are told something: their list, one while it is changed, and what went over. */
export function ExchangePage<Item extends Named, Saved extends Named>({
  area,
  icon,
  all: { data, error, isPending, refetch },
  secretsOf,
  row: Row,
  form: Form,
  log: Log,
}: ExchangePageProps<Item, Saved>) {
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState<Item | 'new' | null>(null);
  const [reading, setReading] = useState<Item | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const renew = () => void queryClient.invalidateQueries({ queryKey: [area] });
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setEditing('new')}>
      {t(`${area}.add`)}
    </Button>
  );
  const showSaved = (one: Saved) => {
    setEditing(null);
    if (secretsOf(one).length > 0) setSaved(one);
    renew();
  };
  const edited = editing === 'new' || editing === null ? undefined : editing;
  return (
    <Page title={t(`${area}.title`)} text={t(`${area}.text`)} actions={data?.items.length ? add : undefined}>
      <div className="stack">
        {saved !== null && (
          <Callout tone="ok" isUrgent title={t(`${area}.made`, { name: saved.name })}>
            {secretsOf(saved).map((secret) => (
              <CopyField key={secret.label} {...secret} />
            ))}
          </Callout>
        )}
        {error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={2} label={t('common.loading')} />
        ) : data.items.length === 0 ? (
          <EmptyState icon={icon} title={t(`${area}.empty`)} text={t(`${area}.emptyText`)} actions={add} />
        ) : (
          <ul className="list">
            {data.items.map((item) => (
              <Row
                key={item.id}
                item={item}
                onEdit={() => setEditing(item)}
                onLog={() => setReading(item)}
                onSaved={showSaved}
                onGone={renew}
              />
            ))}
          </ul>
        )}
      </div>
      <Dialog
        title={edited === undefined ? t(`${area}.add`) : t('common.change', { name: edited.name })}
        isOpen={editing !== null}
        onOpenChange={() => setEditing(null)}
        size="l"
      >
        {editing !== null && <Form item={edited} onSaved={showSaved} />}
      </Dialog>
      <SidePanel
        title={t(`${area}.log.of`, { name: reading?.name ?? '' })}
        isOpen={reading !== null}
        onOpenChange={() => setReading(null)}
      >
        {reading !== null && <Log id={reading.id} />}
      </SidePanel>
    </Page>
  );
}
