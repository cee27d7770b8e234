import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { Button, IconButton } from '../button.tsx';
import { Confirm } from '../confirm.tsx';
import { Menu, type MenuEntry } from '../menu.tsx';
import type { Area, ExchangeActs, Named } from './exchange-page.tsx';

interface ExchangeRowProps extends Omit<ExchangeActs<never>, 'onSaved'> {
  area: Area;
  item: Named;
  /** Badges behind the name. */
  marks: ReactNode;
  /** What else may be done to it. */
  entries: MenuEntry[];
  children: ReactNode;
}

/** One of the programs, with its log, and what may be done to it. */
export function ExchangeRow({
  area,
  item: { id, name },
  marks,
  entries,
  children,
  onEdit,
  onLog,
  onGone,
}: ExchangeRowProps) {
  const [isRemoving, setRemoving] = useState(false);
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{name}</strong>
          {marks}
        </div>
        {children}
      </div>
      <Button size="s" onClick={onLog}>
        {t('common.log')}
      </Button>
      <Menu
        align="end"
        trigger={<IconButton label={t('common.change', { name })} icon={Ellipsis} />}
        entries={[
          { label: t('common.edit'), icon: Pencil, onSelect: onEdit },
          ...entries,
          { label: t('common.remove'), icon: Trash2, isDanger: true, onSelect: () => setRemoving(true) },
        ]}
      />
      <Confirm
        title={t('common.removeAsk', { name })}
        text={t(`${area}.remove.text`)}
        confirm={t('common.remove')}
        isDanger
        isOpen={isRemoving}
        onOpenChange={setRemoving}
        onConfirm={async () => {
          await api.delete(`/${area}/${id}`);
          onGone();
        }}
      />
    </li>
  );
}
