import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { AlertList } from './alert-list.tsx';
import { AreaList } from './area-list.tsx';
import { CountingBar } from './counting-bar.tsx';
import { Headline } from './headline.tsx';
import { DemandMap } from './demand-map.tsx';
import { MatchedItems } from './matched-items.tsx';
import { StockPart } from './stock-part.tsx';
import type { Chosen, PictureView, Place } from './types.ts';
import { sortedAreas, windowText } from './words.ts';

/** Everything that is known of a need in the window, what stands out first. */
export function NeedPicture({ picture, onOpen }: { picture: PictureView; onOpen(place: Place): void }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { need, days, hiddenAreas } = picture;
  const areas = sortedAreas(picture.areas);
  const hidden = hiddenAreas > 0 && <p className="demand-hidden">{tn('demand.hidden', hiddenAreas)}</p>;
  return (
    <div className="demand-picture">
      <CountingBar need={need} />
      {areas.length === 0 ? (
        <>
          <EmptyState
            isSmall
            icon={UsersRound}
            title={t('demand.none.title', { window: windowText(days) })}
            text={t('demand.none.text')}
          />
          {hidden}
        </>
      ) : (
        <>
          <Headline picture={picture} onOpen={onOpen} />
          <DemandMap picture={picture} chosen={chosen} onChoose={setChosen} />
          <AreaList
            picture={picture}
            areas={areas}
            chosen={chosen}
            onShowAll={() => setChosen(null)}
            onOpen={onOpen}
          >
            {hidden}
          </AreaList>
        </>
      )}
      <MatchedItems picture={picture} />
      <StockPart picture={picture} />
      <AlertList picture={picture} />
    </div>
  );
}
