import { describe, expect, test } from '@jest/globals';

import { readConfiguration } from './config.ts';

const embedded = {
  writer: { kind: 'extractive' },
  cache: { kind: 'memory' },
  ...{ voice: { kind: 'flite', options: {} }, audioStore: { kind: 'files' } },
  ...{ jobStore: { kind: 'sqlite' }, taskQueue: { kind: 'embedded' } },
  limits: {
    ...{ points: 600, windowSeconds: 60, failuresPerMinute: 30, eventStreams: 20 },
    ...{ generateSeconds: 60, requestSeconds: 60 },
  },
  operation: {
    ...{ runsJobs: true, trustedProxies: 0, corsOrigins: [], urlSources: true },
    outbound: { addresses: [], ports: [80, 443] },
  },
};

describe('readConfiguration', () => {
  test('when nothing is set, everything is embedded on this machine alone', () => {
    expect(readConfiguration({})).toEqual({
      ...{ port: 3000, host: '127.0.0.1', dataDirectory: '.factoria', logLevel: 'info' },
      ...embedded,
    });
  });

  test('when a setting is empty, it counts as not set', () => {
    expect(readConfiguration({ PORT: ' ', FACTORIA_API_KEY: '' })).toEqual(readConfiguration({}));
  });

  test('when all is set, all is taken', () => {
    const key = 'k'.repeat(24);
    const environment = {
      PORT: '0',
      HOST: '::1',
      DATA_DIR: '/data',
      FACTORIA_API_KEY: key,
      LOG_LEVEL: 'debug',
    };

    expect(readConfiguration(environment)).toEqual({
      ...{ port: 0, host: '::1', dataDirectory: '/data', apiKey: key, logLevel: 'debug' },
      ...embedded,
    });
  });

  test('when Gemini is to write, its model has a default, and what is not set is left to the library', () => {
    expect(readConfiguration({ WRITER: 'gemini', GEMINI_API_KEY: 'key' }).writer).toEqual({
      ...{ kind: 'gemini', apiKey: 'key', model: 'gemini-3.5-flash', limits: {} },
    });
  });

  test('when a server of the own is to write, all its settings are taken', () => {
    const environment = {
      ...{ WRITER: 'openai-compatible', MODEL_BASE_URL: 'http://127.0.0.1:11434/v1', MODEL: 'llama3.1:8b' },
      ...{ MODEL_API_KEY: 'key', MODEL_CONTEXT_TOKENS: '8192', MODEL_CONCURRENCY: '1' },
      ...{ MODEL_REQUESTS_PER_MINUTE: '60', MODEL_TOKENS_PER_MINUTE: '100000' },
      ...{ MODEL_PRICES_FILE: 'prices.json', JOB_CONCURRENCY: '3' },
    };
    expect(readConfiguration(environment)).toMatchObject({
      jobConcurrency: 3,
      writer: {
        ...{ kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:11434/v1', model: 'llama3.1:8b' },
        ...{ apiKey: 'key', contextTokens: 8192, pricesFile: 'prices.json' },
        limits: { concurrency: 1, requestsPerMinute: 60, tokensPerMinute: 100_000 },
      },
    });
  });

  test('when a shared cache is asked for, its address is taken', () => {
    expect(readConfiguration({ CACHE: 'redis', REDIS_URL: 'redis://cache:6379' }).cache).toEqual({
      ...{ kind: 'redis', url: 'redis://cache:6379' },
    });
  });

  test('when the embedded voices are to speak otherwise, all their settings are taken', () => {
    const environment = { VOICES: 'awb, slt', VOICE_SPEED: '1.2', VOICE_CONCURRENCY: '1' };
    expect(readConfiguration(environment).voice).toEqual({
      ...{ kind: 'flite', options: { voices: ['awb', 'slt'], rate: 1.2, threads: 1 } },
    });
  });

  test('when ElevenLabs is to speak, all its settings are taken, and what is not set is left to the library', () => {
    const environment = { VOICE: 'elevenlabs', ELEVENLABS_API_KEY: 'key' };
    expect(readConfiguration(environment).voice).toEqual({
      ...{ kind: 'elevenlabs', options: { apiKey: 'key', voiceSettings: {} } },
    });
    const all = {
      ...environment,
      ...{ VOICES: 'a1,b2', VOICE_MODEL: 'eleven_v3', VOICE_BASE_URL: 'https://api.eu.elevenlabs.io' },
      ...{ VOICE_FORMAT: 'pcm_24000', VOICE_CONCURRENCY: '5', VOICE_CHARACTERS_PER_SECOND: '14.5' },
      ...{ VOICE_SPEED: '0.9', ELEVENLABS_STABILITY: '0.5', ELEVENLABS_SIMILARITY_BOOST: '1' },
      ELEVENLABS_STYLE: '0',
    };
    expect(readConfiguration(all).voice).toEqual({
      kind: 'elevenlabs',
      options: {
        ...{ apiKey: 'key', voices: ['a1', 'b2'], model: 'eleven_v3', outputFormat: 'pcm_24000' },
        ...{ baseUrl: 'https://api.eu.elevenlabs.io', concurrency: 5, charactersPerSecond: 14.5 },
        voiceSettings: { speed: 0.9, stability: 0.5, similarityBoost: 1, style: 0 },
      },
    });
  });

  test('when a speech server is to speak, all its settings are taken', () => {
    const environment = {
      ...{ VOICE: 'openai-compatible', VOICE_BASE_URL: 'http://127.0.0.1:8880/v1', VOICE_MODEL: 'kokoro' },
      ...{ VOICES: 'af_heart,am_adam', VOICE_API_KEY: 'key', VOICE_FORMAT: 'mp3', VOICE_LANGUAGES: 'en,es' },
      ...{ VOICE_SAMPLE_RATE: '22050', VOICE_CONCURRENCY: '3', VOICE_SPEED: '1' },
      VOICE_CHARACTERS_PER_SECOND: '16',
    };
    expect(readConfiguration(environment).voice).toEqual({
      kind: 'openai-compatible',
      options: {
        ...{ baseUrl: 'http://127.0.0.1:8880/v1', model: 'kokoro', voices: ['af_heart', 'am_adam'] },
        ...{ apiKey: 'key', format: 'mp3', languages: ['en', 'es'], sampleRate: 22_050, concurrency: 3 },
        ...{ speed: 1, charactersPerSecond: 16 },
      },
    });
  });

  test('when a bucket is to keep the audio, all its settings are taken', () => {
    const environment = {
      ...{ AUDIO_STORE: 'gcs', AUDIO_BUCKET: 'podcasts', AUDIO_PREFIX: 'factoria/audio' },
      AUDIO_STORE_ENDPOINT: 'https://storage.example.com',
    };
    expect(readConfiguration(environment).audioStore).toEqual({
      kind: 'gcs',
      options: { bucket: 'podcasts', prefix: 'factoria/audio', apiEndpoint: 'https://storage.example.com' },
    });
  });

  test.each([
    [{ WRITER: 'gemini' }, 'GEMINI_API_KEY is missing; WRITER=gemini needs it.'],
    [
      { WRITER: 'openai-compatible', MODEL: 'a' },
      'MODEL_BASE_URL is missing; WRITER=openai-compatible needs it.',
    ],
    [
      { WRITER: 'openai-compatible', MODEL_BASE_URL: 'http://localhost/v1' },
      'MODEL is missing; WRITER=openai-compatible needs it.',
    ],
    [{ WRITER: 'gpt' }, 'WRITER is "gpt"; accepted: one of extractive, gemini, openai-compatible.'],
    [
      { GEMINI_API_KEY: 'a b' },
      'GEMINI_API_KEY has a wrong value; accepted: 1 to 512 visible ASCII characters.',
    ],
    [
      { MODEL_BASE_URL: 'localhost:11434' },
      'MODEL_BASE_URL is "localhost:11434"; accepted: an address that begins with http:// or https://.',
    ],
    [
      { MODEL_CONCURRENCY: '0' },
      'MODEL_CONCURRENCY is "0"; accepted: a whole number of calls from 1 to 1000.',
    ],
    [{ CACHE: 'redis' }, 'REDIS_URL is missing; CACHE=redis needs it.'],
    [{ CACHE: 'disk' }, 'CACHE is "disk"; accepted: one of memory, redis.'],
    [{ REDIS_URL: 'host:6379' }, 'REDIS_URL has a wrong value; accepted: an address like redis://host:6379'],
    [{ VOICE: 'piper' }, 'VOICE is "piper"; accepted: one of flite, elevenlabs, openai-compatible.'],
    [{ VOICE: 'elevenlabs' }, 'ELEVENLABS_API_KEY is missing; VOICE=elevenlabs needs it.'],
    [{ VOICE: 'openai-compatible' }, 'VOICE_BASE_URL is missing; VOICE=openai-compatible needs it.'],
    [
      { VOICE: 'openai-compatible', VOICE_BASE_URL: 'http://localhost/v1' },
      'VOICE_MODEL is missing; VOICE=openai-compatible needs it.',
    ],
    [
      { VOICE: 'openai-compatible', VOICE_BASE_URL: 'http://localhost/v1', VOICE_MODEL: 'a' },
      'VOICES is missing; VOICE=openai-compatible needs it.',
    ],
    [
      { ELEVENLABS_API_KEY: 'sk secret' },
      'ELEVENLABS_API_KEY has a wrong value; accepted: 1 to 512 visible ASCII characters.',
    ],
    [
      { VOICE_API_KEY: 'sk secret' },
      'VOICE_API_KEY has a wrong value; accepted: 1 to 512 visible ASCII characters.',
    ],
    [
      { VOICES: 'slt' },
      'VOICES is "slt"; accepted: at least 2 different names between commas, like slt,rms.',
    ],
    [
      { VOICES: 'slt,slt' },
      'VOICES is "slt,slt"; accepted: at least 2 different names between commas, like slt,rms.',
    ],
    [{ VOICE_SPEED: '0.2' }, 'VOICE_SPEED is "0.2"; accepted: a number from 0.25 to 4.'],
    [{ VOICE_SPEED: '1e0' }, 'VOICE_SPEED is "1e0"; accepted: a number from 0.25 to 4.'],
    [{ ELEVENLABS_STABILITY: '1.1' }, 'ELEVENLABS_STABILITY is "1.1"; accepted: a number from 0 to 1.'],
    [
      { VOICE_LANGUAGES: 'English' },
      'VOICE_LANGUAGES is "English"; accepted: languages between commas, like en,es.',
    ],
    [{ AUDIO_STORE: 'gcs' }, 'AUDIO_BUCKET is missing; AUDIO_STORE=gcs needs it.'],
    [{ AUDIO_STORE: 's3' }, 'AUDIO_STORE is "s3"; accepted: one of files, gcs.'],
    [
      { AUDIO_BUCKET: 'gs://podcasts' },
      'AUDIO_BUCKET is "gs://podcasts"; accepted: the name of a bucket, like my-podcasts.',
    ],
    [{ AUDIO_PREFIX: '/audio/' }, 'AUDIO_PREFIX is "/audio/"; accepted: a folder, like factoria/audio.'],
    [{ PORT: '-1' }, 'PORT is "-1"; accepted: a whole number from 0 to 65535.'],
    [{ PORT: '3e3' }, 'PORT is "3e3"; accepted: a whole number from 0 to 65535.'],
    [{ DATA_DIR: 'a\0b' }, 'DATA_DIR is "a\\u0000b"; accepted: the path of a folder.'],
    [
      { FACTORIA_API_KEY: 'k'.repeat(23) },
      'FACTORIA_API_KEY has a wrong value; accepted: 24 to 512 visible ASCII characters.',
    ],
    [
      { FACTORIA_API_KEY: 'k'.repeat(513) },
      'FACTORIA_API_KEY has a wrong value; accepted: 24 to 512 visible ASCII characters.',
    ],
  ])('when a value is wrong, one line names the setting and what is accepted: %o', (environment, line) => {
    expect(() => readConfiguration(environment)).toThrow(line);
  });
});
