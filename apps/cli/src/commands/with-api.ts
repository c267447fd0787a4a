import { type ApiClient, createApiClient } from '../api/api-client.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { assertHttpUrl } from '../parse-arguments/option-values.ts';
import type { ServerOptions } from '../parse-arguments/server-options.ts';

/** Does some work with the API that the options or the environment name, or with one that lives as long as the work. */
export async function withApi<Result>(
  options: ServerOptions,
  context: CommandContext,
  work: (client: ApiClient) => Promise<Result>,
): Promise<Result> {
  const { environment, startApi, wait } = context;
  const url = options.server ?? environment.server;
  const key = options.key ?? environment.key;
  if (url !== undefined) {
    assertHttpUrl(options.server === undefined ? 'FACTORIA_SERVER' : '--server', url);
    return work(createApiClient({ url: url.replace(/\/+$/, ''), key }, { wait }));
  }
  if (options.key !== undefined)
    throw new CliError('usage', '--key is for a server that runs already: name it with --server.');
  const api = await startApi();
  try {
    return await work(createApiClient(api, { wait }));
  } finally {
    await api.close();
  }
}
