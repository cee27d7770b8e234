/** The page in the frame: hears from the page around it where it is, and says hello. */
import './style.css';
import { connectHost, type Host } from './host.ts';
import { createSession } from './session.ts';

const asked = new URLSearchParams(location.search);
const widget = asked.get('widget');
const origin = asked.get('origin');

if (widget && origin && parent !== window) {
  let session: ReturnType<typeof createSession> | undefined;
  const host: Host = connectHost(origin, (message) => session?.hear(message));
  session = createSession(widget, host);
  host.tell({ type: 'hello' });
}
