import { Folder, SearchX } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Tick } from '../../components/choice.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { TopicRow } from './topic-row.tsx';
import type { TopicList } from './use-topic-list.ts';

/** The topics under their folders, a hundred at first. */
export function Topics({ list, mayWrite }: { list: TopicList; mayWrite: boolean }) {
  const ticked = new Set(list.chosen.map((topic) => topic.id));
  if (list.found.length === 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('topics.list.none')}
        text={t('topics.list.noneText')}
        actions={
          <Button onClick={() => list.setFilters({ q: '', state: 'any', folder: null })}>
            {t('topics.list.showAll')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      {list.groups.map(({ folder, topics }) => {
        const on = topics.filter((topic) => ticked.has(topic.id)).length;
        return (
          <section key={folder ?? '*'} aria-label={folder === null ? undefined : folderName(folder)}>
            {folder !== null && (
              <h2 className="topic-folder">
                {mayWrite && (
                  <Tick
                    label={t('topics.list.tickFolder', { folder: folderName(folder) })}
                    isOn={on === 0 ? false : on === topics.length ? true : 'some'}
                    onChange={(isOn) =>
                      list.tick(
                        topics.map((topic) => topic.id),
                        isOn,
                      )
                    }
                  />
                )}
                <Folder size={16} aria-hidden />
                <span className="ellipsis">{folderName(folder)}</span>
                <span className="faint figures">{topics.length}</span>
              </h2>
            )}
            <ul className="list topics">
              {topics.map((topic) => (
                <TopicRow
                  key={topic.id}
                  topic={topic}
                  mayWrite={mayWrite}
                  isAtCursor={list.cursor === topic.id}
                  isTicked={ticked.has(topic.id)}
                  onTick={(isOn) => list.tick([topic.id], isOn)}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {list.showMore !== undefined && (
        <div className="topic-more">
          <Button onClick={list.showMore}>
            {tn('topics.list.more', list.found.length - list.shown.length)}
          </Button>
        </div>
      )}
    </>
  );
}

function folderName(folder: string): string {
  return folder === '' ? t('topics.list.noFolder') : folder;
}
