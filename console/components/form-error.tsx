import { messageOf } from '../api/errors.ts';
import { Callout } from './callout.tsx';
import { countdownText, waitOf } from './countdown.ts';
import { useCountdown } from './use-countdown.ts';

/** Why a form was not taken, above its button. A limit counts down until the next try. Nothing while `error` is null. */
export function FormError({ error }: { error: unknown }) {
  const seconds = useCountdown(error);
  if (error === null || error === undefined) return null;
  const wait = waitOf(error);
  if (wait !== null && seconds === 0) return null;
  const text = wait === null ? messageOf(error) : countdownText(error, seconds);
  return (
    <Callout tone={wait === null ? 'bad' : 'warn'} isUrgent>
      {text}
    </Callout>
  );
}
