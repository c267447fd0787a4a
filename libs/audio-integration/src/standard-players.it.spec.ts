import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFileAudioStore, createFliteVoice, type Episode, produceEpisode } from '@la-factoria/audio';
import { scriptOf } from '@la-factoria/audio/testing';

import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

const run = async (program: string, ...parameters: string[]) => {
  const { stdout, stderr } = await promisify(execFile)(program, parameters, { timeout: 60_000 });
  return { stdout, stderr };
};
const isInstalled = (program: string) => spawnSync(program, ['-h'], { stdio: 'ignore' }).error === undefined;
/** Runs the tests where the programs are, and says elsewhere what is missing. */
const describeWith = (programs: string[], title: string, tests: () => void) => {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) describe(title, tests);
  else describe.skip(`${title} (skipped: ${missing.join(' and ')} not installed)`, tests);
};

describe('an episode in the players that people have', () => {
  const voice = createFliteVoice();
  // The smallest PNG: one white pixel.
  const cover = {
    bytes: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
      'base64',
    ),
  };
  let folder: TemporaryFolder;
  let path: string;
  let episode: Episode;
  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    const store = createFileAudioStore({ directory: folder.path });
    const script = scriptOf(12, { title: 'Größe & “Maß”', perSection: 4 });
    episode = await produceEpisode({ voice, store }, script, { name: 'job/podcast.mp3', cover });
    path = join(folder.path, 'job', 'podcast.mp3');
  });
  afterAll(async () => {
    await voice.close();
    await folder.remove();
  });

  describeWith(['ffprobe', 'ffmpeg'], 'ffmpeg', () => {
    const probe = async () => {
      const what = ['-show_format', '-show_streams', '-show_chapters', '-of', 'json'];
      const { stdout, stderr } = await run('ffprobe', '-v', 'warning', ...what, path);
      return { file: JSON.parse(stdout), stderr };
    };

    test('when ffprobe opens it, it has nothing to complain of and finds the length, the tags and the picture', async () => {
      const { file, stderr } = await probe();
      expect(stderr).toBe('');
      expect(file.streams[0]).toMatchObject({ codec_name: 'mp3', sample_rate: '16000', channels: 1 });
      expect(file.streams[1]).toMatchObject({ codec_name: 'png', disposition: { attached_pic: 1 } });
      expect(Math.abs(file.format.duration / episode.durationSeconds - 1)).toBeLessThan(0.01);
      expect(file.format.tags).toMatchObject({ title: 'Größe & “Maß”' });
    });

    test('when ffprobe lists the chapters, there is one for each section, at its time', async () => {
      const { file } = await probe();
      const listed = file.chapters.map(
        ({
          start_time,
          end_time,
          tags,
        }: {
          start_time: string;
          end_time: string;
          tags: { title: string };
        }) => [tags.title, Number(start_time).toFixed(2), Number(end_time).toFixed(2)],
      );
      expect(listed).toEqual(
        episode.chapters.map(({ title, startSeconds, endSeconds }) => [
          title,
          startSeconds.toFixed(2),
          endSeconds.toFixed(2),
        ]),
      );
      expect(listed).toHaveLength(3);
    });

    test('when ffmpeg measures it after EBU R 128, it is at −16 LUFS ± 1, below −1 dBTP, as the episode says', async () => {
      const { stderr } = await run(
        'ffmpeg',
        '-nostats',
        '-i',
        path,
        '-af',
        'ebur128=peak=true',
        '-f',
        'null',
        '-',
      );
      const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
      const loudness = Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]);
      const truePeak = Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]);
      expect(Math.abs(loudness - -16)).toBeLessThan(1);
      expect(truePeak).toBeLessThanOrEqual(-1);
      expect(Math.abs(loudness - (episode.loudnessLufs ?? 0))).toBeLessThan(0.2);
      expect(Math.abs(truePeak - episode.truePeakDbtp)).toBeLessThan(0.3);
    });

    test('when ffmpeg decodes it whole, no frame is in error', async () => {
      const { stderr } = await run('ffmpeg', '-v', 'warning', '-i', path, '-map', '0:a', '-f', 'null', '-');
      expect(stderr).toBe('');
    });

    test('when ffprobe reads the transcript, it is WebVTT with a first cue at the first turn', async () => {
      const transcript = join(folder.path, 'job', 'podcast.vtt');
      const what = ['-show_packets', '-show_streams', '-of', 'json'];
      const { stdout, stderr } = await run('ffprobe', '-v', 'warning', ...what, transcript);
      const { streams, packets } = JSON.parse(stdout);
      expect(stderr).toBe('');
      expect(streams[0]).toMatchObject({ codec_name: 'webvtt' });
      expect(Number(packets[0].pts_time)).toBeCloseTo(episode.turnTimes[0]?.startSeconds ?? Number.NaN, 3);
      expect(packets.length).toBeGreaterThanOrEqual(12);
    });
  });

  describeWith(['mpg123'], 'mpg123', () => {
    test('when mpg123 checks it, it warns of nothing and hears every sample', async () => {
      const { stderr } = await run('mpg123', '--test', '--no-control', path);
      expect(stderr).not.toMatch(/warn|error|illegal|junk|resync/i);
      const { stdout } = await promisify(execFile)('mpg123', ['-q', '-s', path], {
        encoding: 'buffer',
        maxBuffer: 100_000_000,
      });
      expect(stdout.length / 2 / 16_000).toBeCloseTo(episode.durationSeconds, 2);
    });
  });
});
