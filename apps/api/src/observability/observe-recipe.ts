import type { JobContext, Recipe, StepControl } from '@la-factoria/job';

import type { Metrics } from './metrics.ts';
import type { Tracing } from './tracing.ts';

/** The same recipe, whose jobs and runs of steps are timed and traced. A step whose result was there is no run. */
export function observeRecipe<Request>(
  recipe: Recipe<Request>,
  metrics: Pick<Metrics, 'stepEnded'>,
  tracing: Tracing,
): Recipe<Request> {
  return (context) => {
    const attributes = { 'job.id': context.job.id, 'job.attempt': context.job.attempt };
    const step: JobContext<Request>['step'] = (name, run, options) =>
      context.step(name, timed(name, run), options);
    const timed =
      <Result>(name: string, run: (control: StepControl) => Promise<Result>) =>
      async (control: StepControl): Promise<Result> => {
        const startedAt = performance.now();
        const seconds = () => (performance.now() - startedAt) / 1000;
        try {
          const result = await tracing.span(`step ${name}`, { attributes }, () => run(control));
          metrics.stepEnded(name, 'ok', seconds());
          return result;
        } catch (error) {
          metrics.stepEnded(name, 'failed', seconds());
          throw error;
        }
      };
    return tracing.span('job', { attributes }, () =>
      recipe({ job: context.job, input: context.input, signal: context.signal, step }),
    );
  };
}
