import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { BrandView } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { Toasts } from '../../components/toast.tsx';
import { t } from '../../i18n/index.ts';
import { AccountStep } from './account-step.tsx';
import { BrandStep } from './brand-step.tsx';
import { DoneStep } from './done-step.tsx';
import { SourcesStep } from './sources-step.tsx';
import { StepBar } from './step-bar.tsx';
import type { StepProps } from './step-props.ts';
import { nextPlace, type Place, placeOf, previousStep, type Step } from './steps.ts';
import { TeamStep } from './team-step.tsx';
import { TopicsStep } from './topics-step.tsx';
import './welcome.css';
import logo from '../../favicon.svg';

const SCREENS: Record<Step, (props: StepProps) => ReactNode> = {
  brand: BrandStep,
  topics: TopicsStep,
  sources: SourcesStep,
  account: AccountStep,
  team: TeamStep,
};

/** The first run: one thing at a time, each of which can be skipped and found again in the settings. */
export function Wizard() {
  const { step: asked }: { step?: string } = useSearch({ strict: false });
  const { data: brand, error, refetch } = useQuery(queries.brand());
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const goTo = (place: Place) => void navigate({ to: '/welcome' as string, search: { step: place } });
  const mark = useMutation({
    mutationFn: (step: Step) => api.post<BrandView>('/brand/steps', { step, done: true }),
    onSuccess: (saved, step) => {
      queryClient.setQueryData(['brand'], saved);
      void queryClient.invalidateQueries({ queryKey: ['session'] });
      goTo(nextPlace(step, saved.steps));
    },
    onError: toastError,
  });
  const place = brand === undefined ? undefined : placeOf(asked, brand.steps);
  const heading = useHeadingFocus(place);
  return (
    <div className="welcome">
      <header className="welcome-head">
        <img src={logo} alt="Rapport" width={24} height={24} />
        {brand !== undefined && place !== undefined && (
          <StepBar place={place} marks={brand.steps} onChoose={goTo} />
        )}
      </header>
      <main className="welcome-main" id="content">
        {brand === undefined || place === undefined ? (
          error === null ? (
            <SkeletonRows count={3} label={t('common.loading')} />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <>
            <div className="welcome-title">
              <h1 ref={heading} tabIndex={-1}>
                {t(`welcome.${place}.title`)}
              </h1>
              <p className="muted">{t(`welcome.${place}.text`)}</p>
            </div>
            <Screen
              place={place}
              brand={brand}
              onNext={(step) => mark.mutate(step)}
              isBusy={mark.isPending}
            />
            {previousStep(place) !== null && (
              <button type="button" className="text-button" onClick={() => goTo(previousStep(place)!)}>
                {t('common.back')}
              </button>
            )}
          </>
        )}
      </main>
      <Toasts />
    </div>
  );
}

interface ScreenProps {
  place: Place;
  brand: BrandView;
  onNext(step: Step): void;
  isBusy: boolean;
}

function Screen({ place, brand, onNext, isBusy }: ScreenProps) {
  if (place === 'done') return <DoneStep />;
  const One = SCREENS[place];
  return <One brand={brand} onNext={() => onNext(place)} isBusy={isBusy} />;
}

/** After a step the next one's heading has the focus, so that a screen reader says where one is. */
function useHeadingFocus(place: Place | undefined) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(place);
  useEffect(() => {
    if (before.current !== undefined && before.current !== place) heading.current?.focus();
    before.current = place;
  }, [place]);
  return heading;
}
