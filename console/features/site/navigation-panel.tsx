import { useQuery } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Menu } from '../../components/menu.tsx';
import { Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { newEntry, type Place, replaced, wholeOf } from './entries.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryList } from './entry-list.tsx';
import { type Entry, type Navigation, type NavigationView, siteQueries, useSaving } from './queries.ts';

const PLACES = ['header', 'footer'] as const satisfies readonly Place[];

/** What stands at the head and at the foot of every public page. */
export function NavigationPanel() {
  const navigation = useQuery(siteQueries.navigation());
  return (
    <div className="stack">
      <WhoCan permission="site.set-up" action={t('site.changing')} />
      <Loaded query={navigation} rows={5}>
        {(view) => <Arranging key={view.version} view={view} />}
      </Loaded>
    </div>
  );
}

function Arranging({ view }: { view: NavigationView }) {
  const maySetUp = useCan()('site.set-up');
  const [arranged, setArranged] = useState(() => wholeOf(view));
  const [open, setOpen] = useState<{ entry: Entry; place: Place | null } | null>(null);
  const isChanged = JSON.stringify(arranged) !== JSON.stringify(wholeOf(view));
  const save = useSaving(
    () => api.put('/site/navigation', { basedOn: view.version, navigation: arranged }),
    () => offerUndo({ text: t('site.nav.saved'), undo: () => takeBack(view) }),
  );
  const placed = new Set([...arranged.header, ...arranged.footer].map(({ key }) => key));
  const pages = view.parts.filter(({ key }) => key.startsWith('page:') && !placed.has(key));
  const add = (place: Place, entry: Entry) =>
    setArranged({ ...arranged, [place]: [...arranged[place], entry] });
  return (
    <div className="stack site-places">
      {PLACES.map((place) => (
        <Section key={place} title={t(`site.nav.${place}`)} text={t(`site.nav.${place}.hint`)}>
          <EntryList
            place={place}
            navigation={arranged}
            parts={view.parts}
            mayChange={maySetUp}
            onChange={setArranged}
            onRename={(entry) => setOpen({ entry, place: null })}
          />
          {maySetUp && (
            <div className="row">
              <Button icon={Link2} onClick={() => setOpen({ entry: newLink(), place })}>
                {t('site.nav.addLink')}
              </Button>
              {pages.length > 0 && (
                <Menu
                  trigger={<Button>{t('site.nav.addPage')}</Button>}
                  entries={pages.map(({ key, label }) => ({
                    label,
                    onSelect: () => add(place, newEntry(key)),
                  }))}
                />
              )}
            </div>
          )}
        </Section>
      ))}
      <FormError error={save.error} />
      {maySetUp && (
        <div className="row">
          <Button
            variant="primary"
            isBusy={save.isPending}
            disabled={!isChanged}
            onClick={() => save.mutate()}
          >
            {t('site.nav.save')}
          </Button>
          {isChanged && <Button onClick={() => setArranged(wholeOf(view))}>{t('site.undo.changes')}</Button>}
        </div>
      )}
      {open !== null && (
        <EntryDialog
          entry={open.entry}
          languages={view.languages}
          parts={view.parts}
          onDone={(entry) => {
            if (open.place === null) setArranged(replaced(arranged, entry));
            else add(open.place, entry);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

const newLink = (): Entry =>
  newEntry(
    `link:${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(36)).join('')}`,
    '',
  );

/** What was arranged before, as the next version. */
async function takeBack({ version, navigation }: { version: number; navigation: Navigation }): Promise<void> {
  await api.put('/site/navigation', { basedOn: version + 1, navigation });
  showToast({ text: t('site.nav.undone') });
}
