import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Languages, X } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { Tick } from '../../components/choice.tsx';
import { t } from '../../i18n/index.ts';
import { carried, dropped, moved, nameOf, type Place, replaced } from './entries.ts';
import type { Entry, Navigation, NavigationView } from './queries.ts';

interface EntryListProps {
  place: Place;
  navigation: Navigation;
  parts: NavigationView['parts'];
  mayChange: boolean;
  onChange(navigation: Navigation): void;
  onRename(entry: Entry): void;
}

/** The entries of the header or the footer, in their order. */
export function EntryList(props: EntryListProps) {
  const { place, navigation, parts } = props;
  const entries = navigation[place];
  if (entries.length === 0) return <p className="muted">{t('site.nav.empty')}</p>;
  return (
    <ol className="list site-entries" aria-label={t(`site.nav.${place}`)}>
      {entries.map((entry) => (
        <li key={entry.key} className="list-row site-entry">
          <Row {...props} entry={entry} name={nameOf(entry, parts)} />
        </li>
      ))}
    </ol>
  );
}

function Row({ entry, name, ...props }: EntryListProps & { entry: Entry; name: string | undefined }) {
  const { navigation, mayChange, onChange } = props;
  const called = name ?? entry.key.replace(/^\w+:/, '');
  return (
    <>
      {mayChange && (
        <Tick
          label={t('site.nav.show', { name: called })}
          isOn={entry.isShown}
          onChange={(isShown) => onChange(replaced(navigation, { ...entry, isShown }))}
        />
      )}
      <div className="row-main">
        <strong>{called}</strong> {!entry.isShown && <Badge isQuiet>{t('site.nav.hidden')}</Badge>}
        {name === undefined && <Badge isQuiet>{t('site.nav.closed')}</Badge>}
        {entry.key.startsWith('page:') && <Badge isQuiet>{t('site.nav.page')}</Badge>}
        {entry.url !== null && <p className="faint">{entry.url}</p>}
      </div>
      {mayChange && <Acts {...props} entry={entry} name={called} />}
    </>
  );
}

function Acts({
  entry,
  name,
  place,
  navigation,
  onChange,
  onRename,
}: Omit<EntryListProps, 'parts' | 'mayChange'> & { entry: Entry; name: string }) {
  const entries = navigation[place];
  const { key } = entry;
  const move = (by: -1 | 1) => onChange({ ...navigation, [place]: moved(entries, key, by) });
  const isHeader = place === 'header';
  return (
    <div className="site-entry-acts">
      <IconButton
        icon={ArrowUp}
        label={t('site.nav.up', { name })}
        disabled={entries[0]?.key === key}
        onClick={() => move(-1)}
      />
      <IconButton
        icon={ArrowDown}
        label={t('site.nav.down', { name })}
        disabled={entries.at(-1)?.key === key}
        onClick={() => move(1)}
      />
      <IconButton
        icon={isHeader ? ArrowDownToLine : ArrowUpToLine}
        label={t(isHeader ? 'site.nav.toFooter' : 'site.nav.toHeader', { name })}
        onClick={() => onChange(carried(navigation, key, isHeader ? 'footer' : 'header'))}
      />
      <IconButton icon={Languages} label={t('site.nav.rename', { name })} onClick={() => onRename(entry)} />
      {!key.startsWith('section:') && (
        <IconButton
          icon={X}
          label={t('site.nav.remove', { name })}
          onClick={() => onChange(dropped(navigation, key))}
        />
      )}
    </div>
  );
}
