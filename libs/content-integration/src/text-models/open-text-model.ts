import type { TextModel } from '@la-factoria/content/models';
import type { NeutralReply, TextModelHarness } from '@la-factoria/content/testing';

import { type ScriptedReply, startScriptedServer } from './scripted-server.ts';

type Answer = Extract<NeutralReply, { kind: 'answer' }>;
type Failure = Extract<NeutralReply, { kind: 'error' }>;

/** How one kind of provider says things. */
export interface WireForm {
  answer(answer: Answer): object;
  error(error: Failure): object;
}

/** A model on a server of this machine that speaks the provider's language. */
export async function openTextModel(
  wire: WireForm,
  createModel: (url: string, key: string) => TextModel,
): Promise<TextModelHarness> {
  const server = await startScriptedServer();
  const key = 'AIza-contract-key-0123456789';

  function scripted(reply: NeutralReply): ScriptedReply {
    switch (reply.kind) {
      case 'answer':
        return { status: 200, body: JSON.stringify(wire.answer(reply)) };
      case 'error':
        return {
          ...{ status: reply.status, body: JSON.stringify(wire.error(reply)) },
          ...(reply.headers && { headers: reply.headers }),
        };
      case 'reset-in-body':
        return { brokenOff: JSON.stringify(wire.answer({ kind: 'answer', text: '{"title":"Half of it"}' })) };
      case 'garbage':
        return { status: 200, body: '<html>502 Bad Gateway</html>' };
      default:
        return reply.kind;
    }
  }

  return {
    ...{ model: createModel(server.url, key), key },
    reply: (reply) => server.reply(scripted(reply)),
    requests: () => server.requests.length,
    arrived: server.arrived,
    close: server.close,
  };
}
