import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the loop is looked at, in milliseconds: what is shorter than this can't be seen. */
const resolution = 1;

// Loaded into a server by --import: from SIGUSR2 on it measures how long the event loop is held up, until the next.
const delays = monitorEventLoopDelay({ resolution });
delays.enable();
process.on('SIGUSR2', () => {
  const [longest, p99] = [delays.max, delays.percentile(99)].map((nanoseconds) => nanoseconds / 1e6);
  const { maxRSS } = process.resourceUsage();
  process.stderr.write(`event-loop ${JSON.stringify({ longest, p99, maxRssMegabytes: maxRSS / 1024 })}\n`);
  delays.reset();
});
