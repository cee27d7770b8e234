import type { RefObject } from 'react';
import { placesIn } from '#lib/templates/index.ts';
import { Button } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';

/** Variables that nobody could fill and that still stand in what is about to leave, with a way to the next one. */
export function OpenPlaces({ text, field }: { text: string; field: RefObject<HTMLTextAreaElement | null> }) {
  const places = placesIn(text);
  if (places.length === 0) return null;
  const go = () => {
    const at = field.current?.selectionEnd ?? 0;
    const next = places.find(({ start }) => start >= at) ?? places[0]!;
    field.current?.focus();
    field.current?.setSelectionRange(next.start, next.start + next.raw.length);
  };
  return (
    <div className="composer-warning row" role="status">
      <span className="grow">
        {tn('canned.open', places.length)} <code>{[...new Set(places.map(({ raw }) => raw))].join(' ')}</code>
      </span>
      <Button size="s" onClick={go}>
        {t('canned.open.go')}
      </Button>
    </div>
  );
}
