import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { IconButton } from '../button.tsx';
import { moved } from './moved.ts';
import './policies.css';

interface OrderedListProps<Item> {
  label: string;
  items: readonly Item[];
  isBusy: boolean;
  /** Not given where the order may not be changed. */
  onOrder?: ((ids: string[]) => void) | undefined;
  children(item: Item): ReactNode;
}

/** What is asked in an order, which changes by dragging, by the arrows, or by Alt with an arrow key on a row. */
export function OrderedList<Item extends { id: string; name: string }>({
  label,
  items,
  isBusy,
  onOrder,
  children,
}: OrderedListProps<Item>) {
  const [held, setHeld] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const move = (from: number, to: number) => {
    const next = moved(items, from, to);
    if (next !== items && !isBusy) onOrder?.(next.map(({ id }) => id));
  };
  return (
    <ol className="list" aria-label={label}>
      {items.map((item, index) => (
        <li
          key={item.id}
          className="ordered-row"
          data-over={over === index && held !== null && held !== index ? '' : undefined}
          draggable={onOrder !== undefined && !isBusy}
          onDragStart={() => setHeld(index)}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(index);
          }}
          onDragEnd={() => {
            setHeld(null);
            setOver(null);
          }}
          onDrop={() => {
            if (held !== null) move(held, index);
          }}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
            if (!event.altKey || step === 0 || onOrder === undefined) return;
            event.preventDefault();
            move(index, index + step);
          }}
        >
          {onOrder !== undefined && <GripVertical size={16} className="ordered-grip" aria-hidden />}
          <span className="figures faint">{index + 1}</span>
          <div className="grow ordered-words">{children(item)}</div>
          {onOrder !== undefined && (
            <div className="row ordered-moves">
              <IconButton
                icon={ArrowUp}
                size="s"
                label={t('common.up', { name: item.name })}
                disabled={index === 0 || isBusy}
                onClick={() => move(index, index - 1)}
              />
              <IconButton
                icon={ArrowDown}
                size="s"
                label={t('common.down', { name: item.name })}
                disabled={index === items.length - 1 || isBusy}
                onClick={() => move(index, index + 1)}
              />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
