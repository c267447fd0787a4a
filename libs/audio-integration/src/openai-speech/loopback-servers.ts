import {
  type OpenAiSpeechFailure,
  type OpenAiSpeechServer,
  type OpenAiSpeechServerOptions,
  startOpenAiSpeechServer,
} from '@la-factoria/audio/testing/openai-speech-server';

/** Servers that are started by tests and closed together, by what is called after each. */
export function loopbackServers() {
  const servers: OpenAiSpeechServer[] = [];
  const start = async (options: OpenAiSpeechServerOptions = {}): Promise<OpenAiSpeechServer> => {
    const server = await startOpenAiSpeechServer(options);
    servers.push(server);
    return server;
  };
  return {
    start,
    /** One that answers every request with this. */
    startFailing: (failure: OpenAiSpeechFailure) => start({ onRequest: () => failure }),
    closeAll: async () => {
      await Promise.all(servers.splice(0).map((server) => server.close()));
    },
  };
}

export const text = 'Every living thing is made of cells.';
export const request = { text, voice: 'alloy', language: 'en' };
