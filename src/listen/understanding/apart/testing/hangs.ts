import { parentPort } from 'node:worker_threads';

// Is ready, hears everything and says nothing.
parentPort!.on('message', () => undefined);
parentPort!.postMessage({ isReady: true }, []);
