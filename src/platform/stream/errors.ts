import { defineErrors } from '#platform/errors/index.ts';

export const streamErrors = defineErrors({
  'stream.unreachable': {
    status: 503,
    text: 'No NATS server answers at {url}: {reason}. Start one, or correct NATS_URL; without NATS_URL one machine does everything.',
  },
  'stream.no_jetstream': {
    status: 503,
    text: 'The NATS server at {url} answers, but JetStream is not on: {reason}. Start it with “jetstream” in its configuration, or with -js.',
  },
  'stream.refused': {
    status: 503,
    text: 'NATS does not make the stream {name}: {reason}. If it is short of disk, lower NATS_STREAM_MB.',
  },
  'stream.busy': {
    status: 503,
    text: 'NATS has not answered for {seconds} s: {reason}. Nothing is lost: what was not acknowledged is published again.',
  },
  'stream.full': {
    status: 503,
    text: 'The stream between listeners and matchers is full: matchers are behind or none runs. Nothing is lost: reading goes on where it ended once there is room. Start more of “rapport work --role match”.',
  },
});
