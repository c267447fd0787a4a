import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFileAudioStore, type Episode, produceEpisode } from '@la-factoria/audio';
import { createElevenLabsVoice } from '@la-factoria/audio/elevenlabs';
import { scriptOf } from '@la-factoria/audio/testing';
import {
  type ElevenLabsRequest,
  type ElevenLabsServer,
  type ElevenLabsServerOptions,
  startElevenLabsServer,
} from '@la-factoria/audio/testing/elevenlabs-server';

import { makeTemporaryFolder, type TemporaryFolder } from '../temporary-folder.ts';

const name = 'job/podcast.mp3';
const retry = { firstWaitSeconds: 0.01 };

describe('an episode by ElevenLabs', () => {
  let folder: TemporaryFolder;
  let server: ElevenLabsServer;
  beforeEach(async () => {
    folder = await makeTemporaryFolder();
  });
  afterEach(async () => {
    await server.close();
    await folder.remove();
  });

  async function studio(options: ElevenLabsServerOptions = {}, outputFormat = 'pcm_16000') {
    server = await startElevenLabsServer(options);
    const voice = await createElevenLabsVoice({
      ...{ apiKey: server.apiKey, baseUrl: server.url, voices: server.voices },
      ...{ concurrency: 5, outputFormat, charactersPerSecond: 60 },
    });
    return { voice, store: createFileAudioStore({ directory: folder.path }) };
  }
  const isTurn = (number: string) => (request: { text: string }) => request.text.endsWith(`point ${number}.`);

  test('when one of a hundred turns meets an error, that is one call more', async () => {
    let isBroken = true;
    const workplace = await studio({
      onRequest: (request) => {
        if (!isBroken || !isTurn('fifty')(request)) return undefined;
        isBroken = false;
        return { kind: 'status', status: 500 };
      },
    });
    const episode = await produceEpisode(workplace, scriptOf(100), { name, retry });
    expect([episode.turns, server.requests.length, server.requests.filter(isTurn('fifty')).length]).toEqual([
      100, 101, 2,
    ]);
  });

  test.each([
    { kind: 'cut' },
    { kind: 'truncated' },
    { kind: 'silent' },
    { kind: 'rate', sampleRate: 24_000 },
    { kind: 'empty' },
    { kind: 'html' },
    { kind: 'reset' },
    { kind: 'status', status: 429, detail: { status: 'too_many_concurrent_requests' } },
    { kind: 'status', status: 429, headers: { 'Retry-After': '0' } },
  ] as const)('F22 when unit 7 of 20 meets %j once, only it is asked for again', async (failure) => {
    const onRequest = (request: ElevenLabsRequest) =>
      isTurn('seven')(request) && server.callsOf(request.text) === 1 ? failure : undefined;
    // Bare samples don't say their rate; an MP3 does.
    const workplace = await studio({ onRequest }, failure.kind === 'rate' ? 'mp3_22050_32' : 'pcm_16000');
    const sound = await produceEpisode(workplace, scriptOf(20), { name, retry });
    expect([sound.turns, server.requests.length, server.requests.filter(isTurn('seven')).length]).toEqual([
      20, 21, 2,
    ]);
    expect(sound.durationSeconds).toBeGreaterThan(30);
  });

  test.each([
    [{ kind: 'status', status: 401, detail: { status: 'invalid_api_key' } }, 'voice-unauthorized', 5],
    [{ kind: 'status', status: 401, detail: { status: 'quota_exceeded' } }, 'voice-quota-exceeded', 5],
    [{ kind: 'status', status: 503 }, 'voice-unavailable', 20],
    [{ kind: 'silent' }, 'audio-implausible', 20],
  ] as const)(
    'when every request meets %j, it ends with %s after few calls and there is no episode',
    async (failure, code, calls) => {
      const workplace = await studio({ onRequest: () => failure });
      await expect(produceEpisode(workplace, scriptOf(30), { name, retry })).rejects.toMatchObject({ code });
      expect(server.requests.length).toBeLessThanOrEqual(calls);
      expect(await workplace.store.size(name)).toBeUndefined();
    },
  );

  test('when one turn of twelve changes, one call is made', async () => {
    const workplace = await studio();
    const script = scriptOf(12);
    await produceEpisode(workplace, script, { name, keepSpeech: true });
    const turns = script.turns.with(5, {
      speaker: 'Sam',
      section: 'Part 2',
      text: 'Now it says something else.',
    });
    await produceEpisode(workplace, { ...script, turns }, { name, keepSpeech: true });
    expect(server.requests.slice(12).map(({ text }) => text)).toEqual(['Now it says something else.']);
  });

  test('when its process is killed again and again and restarted, no finished turn is voiced again', async () => {
    const turns = 8;
    let kill = () => {};
    let sinceStart = 0;
    server = await startElevenLabsServer({
      onRequest: () => {
        sinceStart += 1;
        // Of two that are under way at once: at least two turns are finished by then, and up to two are not.
        if (sinceStart === 4) kill();
        return undefined;
      },
    });
    const program = fileURLToPath(new URL('produce-once.ts', import.meta.url));
    const produce = async (): Promise<Episode | undefined> => {
      sinceStart = 0;
      const words = [folder.path, server.url, server.apiKey, String(turns), ...server.voices];
      const flags = ['--disable-warning=ExperimentalWarning', program];
      const child = spawn(process.execPath, [...flags, ...words], {
        env: {},
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      kill = () => child.kill('SIGKILL');
      const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
      return said === '' ? undefined : JSON.parse(said);
    };

    const killed: { requests: number; kept: number }[] = [];
    let episode = await produce();
    while (episode === undefined && killed.length < turns) {
      const kept = await readdir(join(folder.path, 'job', 'podcast.mp3.speech'));
      killed.push({
        requests: server.requests.length,
        kept: kept.filter((file) => file.endsWith('.speech')).length,
      });
      episode = await produce();
    }
    expect(episode?.turns).toBe(turns);
    expect(killed.length).toBeGreaterThanOrEqual(2);
    expect(killed.map(({ kept }) => kept)).not.toContain(0);
    // After each death exactly the turns were asked for whose speech was not kept.
    const askedAfter = killed.map(
      ({ requests }) => new Set(server.requests.slice(requests).map((request) => request.text)).size,
    );
    expect(askedAfter).toEqual(killed.map(({ kept }) => turns - kept));
  });
});
