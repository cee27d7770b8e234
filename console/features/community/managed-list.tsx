import type { UseQueryResult } from '@tanstack/react-query';
import { type LucideIcon, Plus } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';

interface ManagedListProps<Item> {
  query: UseQueryResult<readonly Item[]>;
  /** What adds one, for whoever may. */
  add: string;
  onAdd(): void;
  /** While there is none. */
  empty: { icon: LucideIcon; title: string; text: string };
  children(item: Item): ReactNode;
}

/** What the community is made of, row by row; whoever manages it adds to it. */
export function ManagedList<Item extends { id: string }>(props: ManagedListProps<Item>) {
  const { query, empty, onAdd, children } = props;
  const add = useCan()('community.manage') && (
    <Button variant="primary" icon={Plus} onClick={onAdd}>
      {props.add}
    </Button>
  );
  return (
    <>
      <WhoCan permission="community.manage" action={t('community.managing')} />
      <Loaded query={query} rows={4}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState {...empty} actions={add} />
          ) : (
            <>
              {add && <div>{add}</div>}
              <ul className="list community-list">
                {all.map((item) => (
                  <Fragment key={item.id}>{children(item)}</Fragment>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </>
  );
}
